CREATE TABLE "addons" (
	"id" text PRIMARY KEY NOT NULL,
	"enabled" boolean NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "budget_category_order" (
	"trip_id" integer NOT NULL,
	"category" text NOT NULL,
	"sort_order" integer NOT NULL,
	CONSTRAINT "budget_category_order_trip_id_category_pk" PRIMARY KEY("trip_id","category")
);
--> statement-breakpoint
CREATE TABLE "budget_item_members" (
	"budget_item_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"paid" boolean DEFAULT false NOT NULL,
	"amount" numeric(14, 4),
	CONSTRAINT "budget_item_members_budget_item_id_user_id_pk" PRIMARY KEY("budget_item_id","user_id"),
	CONSTRAINT "budget_item_members_amount_check" CHECK ("budget_item_members"."amount" >= 0)
);
--> statement-breakpoint
CREATE TABLE "budget_item_payers" (
	"budget_item_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"amount" numeric(14, 4) NOT NULL,
	CONSTRAINT "budget_item_payers_budget_item_id_user_id_pk" PRIMARY KEY("budget_item_id","user_id"),
	CONSTRAINT "budget_item_payers_amount_check" CHECK ("budget_item_payers"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "budget_items" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "budget_items_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"trip_id" integer NOT NULL,
	"category" text DEFAULT 'other' NOT NULL,
	"name" text NOT NULL,
	"total_price" numeric(14, 4) NOT NULL,
	"currency" char(3),
	"exchange_rate" numeric,
	"persons" integer,
	"days" integer,
	"note" text,
	"sort_order" integer NOT NULL,
	"expense_date" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "budget_items_total_price_check" CHECK ("budget_items"."total_price" >= 0),
	CONSTRAINT "budget_items_exchange_rate_check" CHECK ("budget_items"."exchange_rate" > 0),
	CONSTRAINT "budget_items_persons_check" CHECK ("budget_items"."persons" > 0),
	CONSTRAINT "budget_items_days_check" CHECK ("budget_items"."days" > 0)
);
--> statement-breakpoint
CREATE TABLE "budget_settlements" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "budget_settlements_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"trip_id" integer NOT NULL,
	"from_user_id" integer NOT NULL,
	"to_user_id" integer NOT NULL,
	"amount" numeric(14, 4) NOT NULL,
	"currency" char(3),
	"exchange_rate" numeric,
	"created_by_user_id" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "budget_settlements_amount_check" CHECK ("budget_settlements"."amount" > 0),
	CONSTRAINT "budget_settlements_exchange_rate_check" CHECK ("budget_settlements"."exchange_rate" > 0),
	CONSTRAINT "budget_settlements_people_check" CHECK ("budget_settlements"."from_user_id" <> "budget_settlements"."to_user_id")
);
--> statement-breakpoint
ALTER TABLE "budget_category_order" ADD CONSTRAINT "budget_category_order_trip_id_trips_id_fk" FOREIGN KEY ("trip_id") REFERENCES "public"."trips"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_item_members" ADD CONSTRAINT "budget_item_members_budget_item_id_budget_items_id_fk" FOREIGN KEY ("budget_item_id") REFERENCES "public"."budget_items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_item_members" ADD CONSTRAINT "budget_item_members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_item_payers" ADD CONSTRAINT "budget_item_payers_budget_item_id_budget_items_id_fk" FOREIGN KEY ("budget_item_id") REFERENCES "public"."budget_items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_item_payers" ADD CONSTRAINT "budget_item_payers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_items" ADD CONSTRAINT "budget_items_trip_id_trips_id_fk" FOREIGN KEY ("trip_id") REFERENCES "public"."trips"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_settlements" ADD CONSTRAINT "budget_settlements_trip_id_trips_id_fk" FOREIGN KEY ("trip_id") REFERENCES "public"."trips"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_settlements" ADD CONSTRAINT "budget_settlements_from_user_id_users_id_fk" FOREIGN KEY ("from_user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_settlements" ADD CONSTRAINT "budget_settlements_to_user_id_users_id_fk" FOREIGN KEY ("to_user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_settlements" ADD CONSTRAINT "budget_settlements_created_by_user_id_users_id_fk" FOREIGN KEY ("created_by_user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "budget_item_members_user_index" ON "budget_item_members" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "budget_item_payers_user_index" ON "budget_item_payers" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "budget_items_trip_index" ON "budget_items" USING btree ("trip_id");--> statement-breakpoint
CREATE INDEX "budget_settlements_trip_index" ON "budget_settlements" USING btree ("trip_id","created_at");--> statement-breakpoint
CREATE INDEX "budget_settlements_from_user_index" ON "budget_settlements" USING btree ("from_user_id");--> statement-breakpoint
CREATE INDEX "budget_settlements_to_user_index" ON "budget_settlements" USING btree ("to_user_id");