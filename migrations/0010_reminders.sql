ALTER TABLE "trips" ADD COLUMN "reminded_for" date;--> statement-breakpoint
CREATE INDEX "todo_items_due_index" ON "todo_items" USING btree ("due_date") WHERE not "todo_items"."checked";--> statement-breakpoint
CREATE INDEX "trips_start_index" ON "trips" USING btree ("start_date");