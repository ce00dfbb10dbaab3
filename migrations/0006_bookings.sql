CREATE TABLE "reservation_day_positions" (
	"reservation_id" integer NOT NULL,
	"day_id" integer NOT NULL,
	"position" real NOT NULL,
	CONSTRAINT "reservation_day_positions_reservation_id_day_id_pk" PRIMARY KEY("reservation_id","day_id")
);
--> statement-breakpoint
CREATE TABLE "reservation_endpoints" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "reservation_endpoints_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"reservation_id" integer NOT NULL,
	"role" text NOT NULL,
	"sequence" integer NOT NULL,
	"name" text NOT NULL,
	"code" text,
	"lat" double precision NOT NULL,
	"lng" double precision NOT NULL,
	"timezone" text,
	"local_time" text,
	"local_date" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reservation_endpoints_role_check" CHECK ("reservation_endpoints"."role" in ('from', 'stop', 'to')),
	CONSTRAINT "reservation_endpoints_lat_check" CHECK ("reservation_endpoints"."lat" between -90 and 90),
	CONSTRAINT "reservation_endpoints_lng_check" CHECK ("reservation_endpoints"."lng" between -180 and 180)
);
--> statement-breakpoint
CREATE TABLE "reservations" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "reservations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"trip_id" integer NOT NULL,
	"type" text NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"title" text NOT NULL,
	"day_id" integer,
	"end_day_id" integer,
	"place_id" integer,
	"assignment_id" integer,
	"accommodation_id" integer,
	"reservation_time" text,
	"reservation_end_time" text,
	"location" text,
	"confirmation_number" text,
	"notes" text,
	"url" text,
	"metadata" jsonb,
	"day_plan_position" real,
	"needs_review" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reservations_status_check" CHECK ("reservations"."status" in ('pending', 'confirmed', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "day_accommodations" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "day_accommodations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"trip_id" integer NOT NULL,
	"place_id" integer,
	"start_day_id" integer NOT NULL,
	"end_day_id" integer NOT NULL,
	"check_in" text,
	"check_in_end" text,
	"check_out" text,
	"confirmation" text,
	"notes" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "budget_items" ADD COLUMN "reservation_id" integer;--> statement-breakpoint
ALTER TABLE "reservation_day_positions" ADD CONSTRAINT "reservation_day_positions_reservation_id_reservations_id_fk" FOREIGN KEY ("reservation_id") REFERENCES "public"."reservations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservation_day_positions" ADD CONSTRAINT "reservation_day_positions_day_id_days_id_fk" FOREIGN KEY ("day_id") REFERENCES "public"."days"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservation_endpoints" ADD CONSTRAINT "reservation_endpoints_reservation_id_reservations_id_fk" FOREIGN KEY ("reservation_id") REFERENCES "public"."reservations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_trip_id_trips_id_fk" FOREIGN KEY ("trip_id") REFERENCES "public"."trips"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_day_id_days_id_fk" FOREIGN KEY ("day_id") REFERENCES "public"."days"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_end_day_id_days_id_fk" FOREIGN KEY ("end_day_id") REFERENCES "public"."days"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_place_id_places_id_fk" FOREIGN KEY ("place_id") REFERENCES "public"."places"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_assignment_id_day_assignments_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."day_assignments"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_accommodation_id_day_accommodations_id_fk" FOREIGN KEY ("accommodation_id") REFERENCES "public"."day_accommodations"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "day_accommodations" ADD CONSTRAINT "day_accommodations_trip_id_trips_id_fk" FOREIGN KEY ("trip_id") REFERENCES "public"."trips"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "day_accommodations" ADD CONSTRAINT "day_accommodations_place_id_places_id_fk" FOREIGN KEY ("place_id") REFERENCES "public"."places"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "day_accommodations" ADD CONSTRAINT "day_accommodations_start_day_id_days_id_fk" FOREIGN KEY ("start_day_id") REFERENCES "public"."days"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "day_accommodations" ADD CONSTRAINT "day_accommodations_end_day_id_days_id_fk" FOREIGN KEY ("end_day_id") REFERENCES "public"."days"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reservation_day_positions_day_index" ON "reservation_day_positions" USING btree ("day_id");--> statement-breakpoint
CREATE INDEX "reservation_endpoints_reservation_index" ON "reservation_endpoints" USING btree ("reservation_id","sequence");--> statement-breakpoint
CREATE INDEX "reservations_trip_index" ON "reservations" USING btree ("trip_id");--> statement-breakpoint
CREATE INDEX "reservations_day_index" ON "reservations" USING btree ("day_id");--> statement-breakpoint
CREATE INDEX "reservations_end_day_index" ON "reservations" USING btree ("end_day_id");--> statement-breakpoint
CREATE INDEX "reservations_place_index" ON "reservations" USING btree ("place_id");--> statement-breakpoint
CREATE INDEX "reservations_assignment_index" ON "reservations" USING btree ("assignment_id");--> statement-breakpoint
CREATE UNIQUE INDEX "reservations_accommodation_index" ON "reservations" USING btree ("accommodation_id");--> statement-breakpoint
CREATE INDEX "day_accommodations_trip_index" ON "day_accommodations" USING btree ("trip_id");--> statement-breakpoint
CREATE INDEX "day_accommodations_place_index" ON "day_accommodations" USING btree ("place_id");--> statement-breakpoint
CREATE INDEX "day_accommodations_start_day_index" ON "day_accommodations" USING btree ("start_day_id");--> statement-breakpoint
CREATE INDEX "day_accommodations_end_day_index" ON "day_accommodations" USING btree ("end_day_id");--> statement-breakpoint
ALTER TABLE "budget_items" ADD CONSTRAINT "budget_items_reservation_id_reservations_id_fk" FOREIGN KEY ("reservation_id") REFERENCES "public"."reservations"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "budget_items_reservation_index" ON "budget_items" USING btree ("reservation_id");