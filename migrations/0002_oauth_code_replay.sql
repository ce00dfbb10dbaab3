ALTER TABLE "oauth_authorization_codes" ADD COLUMN "replay_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "oauth_authorization_codes" ADD COLUMN "replay_blob" "bytea";--> statement-breakpoint
ALTER TABLE "oauth_authorization_codes" ADD COLUMN "replay_fingerprint" "bytea";