CREATE TABLE "packing_category_assignees" (
	"trip_id" integer NOT NULL,
	"category_name" text NOT NULL,
	"user_id" integer NOT NULL,
	CONSTRAINT "packing_category_assignees_trip_id_category_name_user_id_pk" PRIMARY KEY("trip_id","category_name","user_id")
);
--> statement-breakpoint
CREATE TABLE "todo_category_assignees" (
	"trip_id" integer NOT NULL,
	"category_name" text NOT NULL,
	"user_id" integer NOT NULL,
	CONSTRAINT "todo_category_assignees_trip_id_category_name_user_id_pk" PRIMARY KEY("trip_id","category_name","user_id")
);
--> statement-breakpoint
CREATE TABLE "packing_bag_members" (
	"bag_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	CONSTRAINT "packing_bag_members_bag_id_user_id_pk" PRIMARY KEY("bag_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "packing_bags" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "packing_bags_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"trip_id" integer NOT NULL,
	"name" text NOT NULL,
	"color" text DEFAULT '#6366f1' NOT NULL,
	"weight_limit_grams" integer,
	"sort_order" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "packing_bags_color_check" CHECK ("packing_bags"."color" ~ '^#[0-9a-fA-F]{6}$'),
	CONSTRAINT "packing_bags_weight_limit_check" CHECK ("packing_bags"."weight_limit_grams" >= 0)
);
--> statement-breakpoint
CREATE TABLE "packing_template_items" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "packing_template_items_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"template_id" integer NOT NULL,
	"category" text NOT NULL,
	"name" text NOT NULL,
	"sort_order" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "packing_templates" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "packing_templates_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"created_by" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "packing_item_recipients" (
	"item_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	CONSTRAINT "packing_item_recipients_item_id_user_id_pk" PRIMARY KEY("item_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "packing_items" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "packing_items_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"trip_id" integer NOT NULL,
	"name" text NOT NULL,
	"checked" boolean DEFAULT false NOT NULL,
	"category" text,
	"sort_order" integer NOT NULL,
	"quantity" integer DEFAULT 1 NOT NULL,
	"weight_grams" integer,
	"bag_id" integer,
	"is_private" boolean DEFAULT false NOT NULL,
	"owner_id" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "packing_items_quantity_check" CHECK ("packing_items"."quantity" between 1 and 999),
	CONSTRAINT "packing_items_weight_check" CHECK ("packing_items"."weight_grams" >= 0)
);
--> statement-breakpoint
CREATE TABLE "todo_items" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "todo_items_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"trip_id" integer NOT NULL,
	"name" text NOT NULL,
	"checked" boolean DEFAULT false NOT NULL,
	"category" text,
	"sort_order" integer NOT NULL,
	"due_date" date,
	"description" text,
	"assigned_user_id" integer,
	"priority" smallint DEFAULT 0 NOT NULL,
	"reminded_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "todo_items_priority_check" CHECK ("todo_items"."priority" between 0 and 3)
);
--> statement-breakpoint
ALTER TABLE "packing_category_assignees" ADD CONSTRAINT "packing_category_assignees_trip_id_trips_id_fk" FOREIGN KEY ("trip_id") REFERENCES "public"."trips"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packing_category_assignees" ADD CONSTRAINT "packing_category_assignees_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "todo_category_assignees" ADD CONSTRAINT "todo_category_assignees_trip_id_trips_id_fk" FOREIGN KEY ("trip_id") REFERENCES "public"."trips"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "todo_category_assignees" ADD CONSTRAINT "todo_category_assignees_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packing_bag_members" ADD CONSTRAINT "packing_bag_members_bag_id_packing_bags_id_fk" FOREIGN KEY ("bag_id") REFERENCES "public"."packing_bags"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packing_bag_members" ADD CONSTRAINT "packing_bag_members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packing_bags" ADD CONSTRAINT "packing_bags_trip_id_trips_id_fk" FOREIGN KEY ("trip_id") REFERENCES "public"."trips"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packing_template_items" ADD CONSTRAINT "packing_template_items_template_id_packing_templates_id_fk" FOREIGN KEY ("template_id") REFERENCES "public"."packing_templates"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packing_templates" ADD CONSTRAINT "packing_templates_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packing_item_recipients" ADD CONSTRAINT "packing_item_recipients_item_id_packing_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."packing_items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packing_item_recipients" ADD CONSTRAINT "packing_item_recipients_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packing_items" ADD CONSTRAINT "packing_items_trip_id_trips_id_fk" FOREIGN KEY ("trip_id") REFERENCES "public"."trips"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packing_items" ADD CONSTRAINT "packing_items_bag_id_packing_bags_id_fk" FOREIGN KEY ("bag_id") REFERENCES "public"."packing_bags"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packing_items" ADD CONSTRAINT "packing_items_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "todo_items" ADD CONSTRAINT "todo_items_trip_id_trips_id_fk" FOREIGN KEY ("trip_id") REFERENCES "public"."trips"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "todo_items" ADD CONSTRAINT "todo_items_assigned_user_id_users_id_fk" FOREIGN KEY ("assigned_user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "packing_category_assignees_user_index" ON "packing_category_assignees" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "todo_category_assignees_user_index" ON "todo_category_assignees" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "packing_bag_members_user_index" ON "packing_bag_members" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "packing_bags_trip_index" ON "packing_bags" USING btree ("trip_id","sort_order");--> statement-breakpoint
CREATE INDEX "packing_template_items_template_index" ON "packing_template_items" USING btree ("template_id","sort_order");--> statement-breakpoint
CREATE INDEX "packing_item_recipients_user_index" ON "packing_item_recipients" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "packing_items_trip_index" ON "packing_items" USING btree ("trip_id","sort_order");--> statement-breakpoint
CREATE INDEX "packing_items_bag_index" ON "packing_items" USING btree ("bag_id");--> statement-breakpoint
CREATE INDEX "packing_items_owner_index" ON "packing_items" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "todo_items_trip_index" ON "todo_items" USING btree ("trip_id","sort_order");--> statement-breakpoint
CREATE INDEX "todo_items_assigned_user_index" ON "todo_items" USING btree ("assigned_user_id");