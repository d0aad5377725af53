CREATE TABLE "debt_notice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"proven_on" date NOT NULL,
	"channel" text NOT NULL,
	"reference" text,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "debt_notice_reference" UNIQUE("customer_id","channel","reference"),
	CONSTRAINT "debt_notice_channel" CHECK ("debt_notice"."channel" in ('letter','email','sms','hand','portal'))
);
--> statement-breakpoint
CREATE TABLE "suspension" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"subscription_id" uuid NOT NULL,
	"batch_id" uuid,
	"kind" text NOT NULL,
	"direction" text DEFAULT 'suspend' NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"failure" text,
	"failure_detail" jsonb,
	"from_on" date NOT NULL,
	"to_on" date,
	"lawful_on" date,
	"reasons" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"notice_id" uuid,
	"reason" text,
	"opens_ticket" boolean DEFAULT false NOT NULL,
	"ticket_id" uuid,
	"requested_by" uuid,
	"in_force_at" timestamptz,
	"restore_cause" text,
	"restore_requested_at" timestamptz,
	"restored_by" uuid,
	"restored_at" timestamptz,
	"ended_at" timestamptz,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "suspension_kind" CHECK ("suspension"."kind" in ('debt','temporary')),
	CONSTRAINT "suspension_direction" CHECK ("suspension"."direction" in ('suspend','restore')),
	CONSTRAINT "suspension_status" CHECK ("suspension"."status" in ('queued','in_force','session_ended','verified','failed','withdrawn')),
	CONSTRAINT "suspension_restore_cause" CHECK ("suspension"."restore_cause" in ('paid','asked','undone','over','cancelled')),
	CONSTRAINT "suspension_days" CHECK ("suspension"."to_on" >= "suspension"."from_on" and ("suspension"."kind" = 'debt' or "suspension"."to_on" is not null))
);
--> statement-breakpoint
CREATE TABLE "suspension_batch" (
	"id" uuid PRIMARY KEY NOT NULL,
	"branch_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"planned" integer NOT NULL,
	"skipped" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"opens_tickets" boolean DEFAULT false NOT NULL,
	"reason" text,
	"undone_at" timestamptz,
	"undone_by" uuid,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "suspension_batch_kind" CHECK ("suspension_batch"."kind" in ('debt','temporary'))
);
--> statement-breakpoint
CREATE TABLE "suspension_step" (
	"suspension_id" uuid PRIMARY KEY NOT NULL,
	"due_at" timestamptz NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "network_server" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"address" text NOT NULL,
	"secret" text NOT NULL,
	"kind" text DEFAULT 'mikrotik' NOT NULL,
	"coa_port" integer DEFAULT 3799 NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"answered_at" timestamptz,
	"failing_since" timestamptz,
	"failure" text,
	"created_at" timestamptz NOT NULL,
	"created_by" uuid,
	"updated_at" timestamptz NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "network_server_address_unique" UNIQUE("address"),
	CONSTRAINT "network_server_kind" CHECK ("network_server"."kind" in ('mikrotik','cisco','huawei','juniper','accel_ppp','other')),
	CONSTRAINT "network_server_port" CHECK ("network_server"."coa_port" between 1 and 65535),
	CONSTRAINT "network_server_secret" CHECK (length("network_server"."secret") >= 8)
);
--> statement-breakpoint
ALTER TABLE "debt_notice" ADD CONSTRAINT "debt_notice_customer" FOREIGN KEY ("customer_id","branch_id") REFERENCES "public"."customer"("id","branch_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "suspension" ADD CONSTRAINT "suspension_batch_id_suspension_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."suspension_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspension" ADD CONSTRAINT "suspension_notice_id_debt_notice_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."debt_notice"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspension" ADD CONSTRAINT "suspension_subscription" FOREIGN KEY ("subscription_id","customer_id","branch_id") REFERENCES "public"."subscription"("id","customer_id","branch_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "suspension_step" ADD CONSTRAINT "suspension_step_suspension_id_suspension_id_fk" FOREIGN KEY ("suspension_id") REFERENCES "public"."suspension"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "debt_notice_by_customer" ON "debt_notice" USING btree ("customer_id","proven_on");--> statement-breakpoint
CREATE UNIQUE INDEX "suspension_open" ON "suspension" USING btree ("subscription_id") WHERE "suspension"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "suspension_at_work" ON "suspension" USING btree ("updated_at") WHERE "suspension"."status" in ('queued','in_force','session_ended');--> statement-breakpoint
CREATE INDEX "suspension_by_customer" ON "suspension" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "suspension_by_batch" ON "suspension" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "suspension_batch_by_branch" ON "suspension_batch" USING btree ("branch_id","created_at");
--> statement-breakpoint
-- Plans that are suspended already have been so by debt, as far as anybody knows, since they were last written to.
insert into suspension (id, branch_id, customer_id, subscription_id, kind, status, from_on, requested_by, in_force_at, created_at, created_by, updated_at, updated_by)
select gen_random_uuid(), branch_id, customer_id, id, 'debt', 'verified', updated_at::date, updated_by, updated_at, updated_at, updated_by, updated_at, updated_by
from subscription where status = 'suspended';
--> statement-breakpoint
call sync.track('suspension_batch', 60::smallint, 'branch');
--> statement-breakpoint
call sync.track('suspension', 61::smallint, 'branch');
--> statement-breakpoint
call sync.track('debt_notice', 62::smallint, 'branch');
--> statement-breakpoint
-- Whoever is on the phone with a customer who wants a pause asks for it; who may suspend by debt is said by the mutator.
call app.branch_shares('suspension_batch', '{attendant,finance,technician,manager,administrator}', '{attendant,finance,manager,administrator}');
--> statement-breakpoint
call app.branch_shares('suspension', '{attendant,finance,technician,manager,administrator}', '{attendant,finance,manager,administrator}');
--> statement-breakpoint
call app.branch_shares('debt_notice', '{attendant,finance,manager,administrator}', '{finance,manager,administrator}');
--> statement-breakpoint
call app.keep_history('suspension', 'branch_id', 'status', 'failure', 'failure_detail', 'reasons');
--> statement-breakpoint
call app.keep_history('debt_notice', 'branch_id');
--> statement-breakpoint
call app.keep_history('network_server', 'secret', 'answered_at', 'failing_since', 'failure');
--> statement-breakpoint
do $$ declare table_ text; begin
	foreach table_ in array array['suspension', 'debt_notice'] loop
		execute format('create trigger keep_anonymised_insert after insert on %I referencing new table as new_rows for each statement execute function app.keep_anonymised_children()', table_);
	end loop;
end $$;
--> statement-breakpoint
alter table suspension_step enable row level security;
--> statement-breakpoint
alter table network_server enable row level security;
--> statement-breakpoint

-- What a plan was suspended for: invoices of its customer and its billing method that were overdue on that day, and that nobody has paid.
-- What fell due since then is another debt, with a notice and a day of its own.
create function app.owes(customer_ uuid, subscription_ uuid, before_ date) returns boolean language sql stable set search_path = public, pg_temp as $$
	select exists (
		select from invoice i join subscription p on p.id = subscription_
		where i.customer_id = customer_ and i.billing_method_id is not distinct from p.billing_method_id
			and i.paid_at is null and i.cancelled_at is null and i.replaced_by_id is null and i.due_on < before_
	)
$$;
--> statement-breakpoint
-- A paid debt gives the service back (item 342), in the transaction that settles it and whoever does: the desk, a bank file, PIX, an
-- agreement that takes the invoices' place. One that is not in force yet is withdrawn; the worker carries out the others.
create function app.restore_paid() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
	update suspension s set
		direction = case when s.in_force_at is null then s.direction else 'restore' end,
		status = case when s.in_force_at is null then 'withdrawn' else 'queued' end,
		failure = null, failure_detail = null,
		restore_cause = 'paid', restore_requested_at = now(), restored_by = app.user_id(),
		ended_at = case when s.in_force_at is null then now() end,
		updated_at = now(), updated_by = app.user_id()
	from (
		select distinct n.customer_id from new_rows n join old_rows o using (id)
		where (o.paid_at is null and o.cancelled_at is null and o.replaced_by_id is null)
			and (n.paid_at is not null or n.cancelled_at is not null or n.replaced_by_id is not null)
	) c
	where s.customer_id = c.customer_id and s.kind = 'debt' and s.ended_at is null and s.direction = 'suspend'
		and not app.owes(s.customer_id, s.subscription_id, s.from_on);
	return null;
end $$;
--> statement-breakpoint
create trigger restore_paid after update on invoice referencing old table as old_rows new table as new_rows for each statement execute function app.restore_paid();
--> statement-breakpoint

-- What FreeRADIUS reads: views over our own tables, so a suspension is in force at its commit (design, 5). They belong to a role that
-- may see exactly what they need, row-level security or not; whoever reads them sees nothing else.
do $$ declare role_ text; begin
	foreach role_ in array array['balcao_network', 'balcao_radius'] loop
		begin
			if not exists (select from pg_roles where rolname = role_) then execute format('create role %I nologin', role_); end if;
		exception when duplicate_object or unique_violation then null;
		end;
	end loop;
end $$;
--> statement-breakpoint
-- As for balcao_user (0002): an administrator may have granted it already.
do $$ begin
	set local role balcao_network;
	reset role;
exception when insufficient_privilege then
	execute format('grant balcao_network to %I', current_user);
end $$;
--> statement-breakpoint
create schema radius;
--> statement-breakpoint
grant usage, create on schema radius to balcao_network;
--> statement-breakpoint
grant usage on schema public to balcao_network;
--> statement-breakpoint
do $$ declare
	seen record;
begin
	for seen in select * from (values
		('login', 'subscription_id, username, password, deleted_at'),
		('subscription', 'id, service_plan_id, status'),
		('service_plan', 'id, download_kbps, upload_kbps'),
		('ip_assignment', 'subscription_id, ip, deleted_at'),
		('setting', 'key, value'),
		('network_server', 'id, name, address, secret, kind, active')
	) as t (table_, columns_) loop
		execute format('grant select (%s) on %I to balcao_network', seen.columns_, seen.table_);
		execute format('create policy network on %I for select to balcao_network using (true)', seen.table_);
	end loop;
end $$;
--> statement-breakpoint
-- How a suspended plan is answered: 'reject', or 'walled_garden', where a browser still reaches what lets the customer pay.
create view radius.style as select
	coalesce((select value #>> '{}' from setting where key = 'suspensionStyle'), 'reject') as style,
	coalesce((select value #>> '{}' from setting where key = 'suspensionPool'), 'suspensos') as pool,
	coalesce((select value #>> '{}' from setting where key = 'suspensionAddressList'), 'SUSPENSOS') as address_list,
	coalesce((select value #>> '{}' from setting where key = 'suspensionRate'), '256k/256k') as rate;
--> statement-breakpoint
create view radius.radcheck as
	select 1::bigint as id, l.username, 'Cleartext-Password'::text as attribute, ':='::varchar(2) as op, l.password as value
	from login l join subscription s on s.id = l.subscription_id
	where l.deleted_at is null and l.password is not null and s.status <> 'cancelled';
--> statement-breakpoint
-- A fixed address, where the plan has one of each.
create view radius.radreply as
	select 1::bigint as id, l.username, 'Framed-IP-Address'::text as attribute, ':='::varchar(2) as op, a.ip as value
	from login l join subscription s on s.id = l.subscription_id
	cross join lateral (
		select min(i.ip) as ip from ip_assignment i
		where i.subscription_id = s.id and i.deleted_at is null and i.ip ~ '^\d+\.\d+\.\d+\.\d+$' having count(*) = 1
	) a
	where l.deleted_at is null and s.status = 'active'
		and (select count(*) from login o where o.subscription_id = s.id and o.deleted_at is null) = 1;
--> statement-breakpoint
create view radius.radusergroup as
	select 1::bigint as id, l.username,
		case when s.status = 'active' then 'plano:' || s.service_plan_id
			when (select style from radius.style) = 'walled_garden' then 'suspenso:jardim' else 'suspenso' end as groupname,
		-- One user name on two plans: the suspended one speaks first.
		case when s.status = 'active' then 1 else 0 end as priority
	from login l join subscription s on s.id = l.subscription_id
	where l.deleted_at is null and s.status <> 'cancelled';
--> statement-breakpoint
create view radius.radgroupcheck as
	select 1::bigint as id, 'suspenso'::text as groupname, 'Auth-Type'::text as attribute, ':='::varchar(2) as op, 'Reject'::text as value;
--> statement-breakpoint
-- Class comes back in accounting (RFC 2865 5.25): it tells under which answer a session was opened.
create view radius.radgroupreply as
	select 1::bigint as id, 'plano:' || id as groupname, 'Mikrotik-Rate-Limit'::text as attribute, ':='::varchar(2) as op, upload_kbps || 'k/' || download_kbps || 'k' as value from service_plan
	union all select 2, 'plano:' || id, 'Class', ':=', 'ativo' from service_plan
	union all select 3, 'suspenso', 'Reply-Message', ':=', 'Servico suspenso'
	union all select 4, 'suspenso:jardim', 'Class', ':=', 'suspenso'
	union all select 5, 'suspenso:jardim', 'Framed-Pool', ':=', pool from radius.style
	union all select 6, 'suspenso:jardim', 'Mikrotik-Address-List', ':=', address_list from radius.style
	union all select 7, 'suspenso:jardim', 'Filter-Id', ':=', address_list from radius.style
	union all select 8, 'suspenso:jardim', 'Mikrotik-Rate-Limit', ':=', rate from radius.style;
--> statement-breakpoint
create view radius.nas as
	select 1::bigint as id, address as nasname, name as shortname, kind as type, null::integer as ports, secret, null::text as server, null::text as community, null::text as description
	from network_server where active;
--> statement-breakpoint
do $$ declare view_ text; begin
	foreach view_ in array array['style', 'radcheck', 'radreply', 'radusergroup', 'radgroupcheck', 'radgroupreply', 'nas'] loop
		execute format('alter view radius.%I owner to balcao_network', view_);
		if view_ <> 'style' then execute format('grant select on radius.%I to balcao_radius', view_); end if;
	end loop;
end $$;
--> statement-breakpoint
revoke create on schema radius from balcao_network;
--> statement-breakpoint
-- FreeRADIUS writes these; their columns are those of its own schema.
create table radius.radacct (
	radacctid bigint generated by default as identity primary key,
	acctsessionid text not null, acctuniqueid text not null unique, username text, realm text,
	nasipaddress inet not null, nasportid text, nasporttype text,
	acctstarttime timestamptz, acctupdatetime timestamptz, acctstoptime timestamptz, acctinterval bigint, acctsessiontime bigint,
	acctauthentic text, connectinfo_start text, connectinfo_stop text, acctinputoctets bigint, acctoutputoctets bigint,
	calledstationid text, callingstationid text, acctterminatecause text, servicetype text, framedprotocol text,
	framedipaddress inet, framedipv6address inet, framedipv6prefix inet, framedinterfaceid text, delegatedipv6prefix inet,
	class text
);
--> statement-breakpoint
create index radacct_open on radius.radacct (username) where acctstoptime is null;
--> statement-breakpoint
create index radacct_of_nas on radius.radacct (nasipaddress, acctstarttime) where acctstoptime is null;
--> statement-breakpoint
create index radacct_of_user on radius.radacct (username, acctstarttime);
--> statement-breakpoint
create table radius.radpostauth (
	id bigint generated by default as identity primary key, username text not null, pass text, reply text,
	calledstationid text, callingstationid text, authdate timestamptz not null default now(), class text
);
--> statement-breakpoint
create index radpostauth_of_user on radius.radpostauth (username, authdate);
--> statement-breakpoint
create table radius.nasreload (nasipaddress inet primary key, reloadtime timestamptz not null);
--> statement-breakpoint
-- What people type as a password is nobody's to keep; FreeRADIUS' own queries would.
create function radius.forget_password() returns trigger language plpgsql as $$ begin new.pass := null; return new; end $$;
--> statement-breakpoint
create trigger forget_password before insert on radius.radpostauth for each row execute function radius.forget_password();
--> statement-breakpoint
grant usage on schema radius to balcao_radius;
--> statement-breakpoint
grant select, insert, update on radius.radacct, radius.radpostauth, radius.nasreload to balcao_radius;
