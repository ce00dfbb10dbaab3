CREATE TABLE "hidden_countries" (
	"user_id" integer NOT NULL,
	"country_code" char(2) NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "hidden_countries_user_id_country_code_pk" PRIMARY KEY("user_id","country_code")
);
--> statement-breakpoint
CREATE TABLE "visited_countries" (
	"user_id" integer NOT NULL,
	"country_code" char(2) NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "visited_countries_user_id_country_code_pk" PRIMARY KEY("user_id","country_code")
);
--> statement-breakpoint
CREATE TABLE "visited_regions" (
	"user_id" integer NOT NULL,
	"region_code" text NOT NULL,
	"region_name" text NOT NULL,
	"country_code" char(2) NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "visited_regions_user_id_region_code_pk" PRIMARY KEY("user_id","region_code")
);
--> statement-breakpoint
CREATE TABLE "bucket_list" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "bucket_list_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"user_id" integer NOT NULL,
	"name" text NOT NULL,
	"lat" double precision,
	"lng" double precision,
	"country_code" char(2),
	"notes" text,
	"target_date" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bucket_list_lat_check" CHECK ("bucket_list"."lat" between -90 and 90),
	CONSTRAINT "bucket_list_lng_check" CHECK ("bucket_list"."lng" between -180 and 180)
);
--> statement-breakpoint
CREATE TABLE "journey_entries" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "journey_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"journey_id" integer NOT NULL,
	"source_trip_id" integer,
	"source_place_id" integer,
	"author_id" integer NOT NULL,
	"type" text NOT NULL,
	"title" text,
	"story" text,
	"entry_date" date NOT NULL,
	"entry_time" text,
	"location_name" text,
	"location_lat" double precision,
	"location_lng" double precision,
	"mood" text,
	"weather" text,
	"tags" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"pros_cons" jsonb,
	"visibility" text DEFAULT 'private' NOT NULL,
	"sort_order" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "journey_entries_type_check" CHECK ("journey_entries"."type" in ('entry', 'skeleton')),
	CONSTRAINT "journey_entries_skeleton_check" CHECK ("journey_entries"."type" = 'entry' or "journey_entries"."story" is null),
	CONSTRAINT "journey_entries_lat_check" CHECK ("journey_entries"."location_lat" between -90 and 90),
	CONSTRAINT "journey_entries_lng_check" CHECK ("journey_entries"."location_lng" between -180 and 180)
);
--> statement-breakpoint
CREATE TABLE "journey_contributors" (
	"journey_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"role" text NOT NULL,
	"hide_skeletons" boolean DEFAULT false NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "journey_contributors_journey_id_user_id_pk" PRIMARY KEY("journey_id","user_id"),
	CONSTRAINT "journey_contributors_role_check" CHECK ("journey_contributors"."role" in ('owner', 'editor', 'viewer'))
);
--> statement-breakpoint
CREATE TABLE "journey_dismissals" (
	"journey_id" integer NOT NULL,
	"place_id" integer NOT NULL,
	CONSTRAINT "journey_dismissals_journey_id_place_id_pk" PRIMARY KEY("journey_id","place_id")
);
--> statement-breakpoint
CREATE TABLE "journey_share_links" (
	"journey_id" integer PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"share_timeline" boolean DEFAULT true NOT NULL,
	"share_gallery" boolean DEFAULT true NOT NULL,
	"share_map" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "journey_share_links_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "journey_trips" (
	"journey_id" integer NOT NULL,
	"trip_id" integer NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "journey_trips_journey_id_trip_id_pk" PRIMARY KEY("journey_id","trip_id")
);
--> statement-breakpoint
CREATE TABLE "journeys" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "journeys_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"user_id" integer NOT NULL,
	"title" text NOT NULL,
	"subtitle" text,
	"cover_gradient" text,
	"cover_image" text,
	"status" text DEFAULT 'active' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "journeys_status_check" CHECK ("journeys"."status" in ('draft', 'active', 'completed', 'archived'))
);
--> statement-breakpoint
ALTER TABLE "places" ADD COLUMN "country_code" char(2);--> statement-breakpoint
ALTER TABLE "hidden_countries" ADD CONSTRAINT "hidden_countries_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visited_countries" ADD CONSTRAINT "visited_countries_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visited_regions" ADD CONSTRAINT "visited_regions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bucket_list" ADD CONSTRAINT "bucket_list_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journey_entries" ADD CONSTRAINT "journey_entries_journey_id_journeys_id_fk" FOREIGN KEY ("journey_id") REFERENCES "public"."journeys"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journey_entries" ADD CONSTRAINT "journey_entries_source_trip_id_trips_id_fk" FOREIGN KEY ("source_trip_id") REFERENCES "public"."trips"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journey_entries" ADD CONSTRAINT "journey_entries_source_place_id_places_id_fk" FOREIGN KEY ("source_place_id") REFERENCES "public"."places"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journey_entries" ADD CONSTRAINT "journey_entries_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journey_contributors" ADD CONSTRAINT "journey_contributors_journey_id_journeys_id_fk" FOREIGN KEY ("journey_id") REFERENCES "public"."journeys"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journey_contributors" ADD CONSTRAINT "journey_contributors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journey_dismissals" ADD CONSTRAINT "journey_dismissals_journey_id_journeys_id_fk" FOREIGN KEY ("journey_id") REFERENCES "public"."journeys"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journey_dismissals" ADD CONSTRAINT "journey_dismissals_place_id_places_id_fk" FOREIGN KEY ("place_id") REFERENCES "public"."places"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journey_share_links" ADD CONSTRAINT "journey_share_links_journey_id_journeys_id_fk" FOREIGN KEY ("journey_id") REFERENCES "public"."journeys"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journey_trips" ADD CONSTRAINT "journey_trips_journey_id_journeys_id_fk" FOREIGN KEY ("journey_id") REFERENCES "public"."journeys"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journey_trips" ADD CONSTRAINT "journey_trips_trip_id_trips_id_fk" FOREIGN KEY ("trip_id") REFERENCES "public"."trips"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journeys" ADD CONSTRAINT "journeys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bucket_list_user_index" ON "bucket_list" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "journey_entries_order_index" ON "journey_entries" USING btree ("journey_id","entry_date","sort_order","id");--> statement-breakpoint
CREATE UNIQUE INDEX "journey_entries_place_index" ON "journey_entries" USING btree ("journey_id","source_place_id");--> statement-breakpoint
CREATE INDEX "journey_entries_source_trip_index" ON "journey_entries" USING btree ("source_trip_id");--> statement-breakpoint
CREATE INDEX "journey_entries_source_place_index" ON "journey_entries" USING btree ("source_place_id");--> statement-breakpoint
CREATE INDEX "journey_entries_author_index" ON "journey_entries" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "journey_contributors_user_index" ON "journey_contributors" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "journey_dismissals_place_index" ON "journey_dismissals" USING btree ("place_id");--> statement-breakpoint
CREATE INDEX "journey_trips_trip_index" ON "journey_trips" USING btree ("trip_id");--> statement-breakpoint
CREATE INDEX "journeys_user_index" ON "journeys" USING btree ("user_id");