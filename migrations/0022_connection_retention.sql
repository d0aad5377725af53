-- What the nightly job forgets is found without reading years of accounting (Marco Civil, Lei 12.965/2014, art. 13: a year is kept).
create index radacct_ended on radius.radacct (acctstoptime) where acctstoptime is not null;
--> statement-breakpoint
create index radpostauth_by_date on radius.radpostauth (authdate);
