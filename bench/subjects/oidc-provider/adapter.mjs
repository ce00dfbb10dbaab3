/**
 * Storage of `oidc-provider` on Postgres: one table, one row per artefact, the payload as JSON, each operation one
 * prepared statement. Made to be fast rather than complete: expired rows stay.
 *
 * @param {import('postgres').Sql} sql
 */
export async function createAdapter(sql) {
  await sql`
    create table artefacts (
      model text not null,
      id text not null,
      payload jsonb not null,
      grant_id text,
      uid text,
      user_code text,
      expires_at timestamptz,
      primary key (model, id)
    )`
  await sql`create index on artefacts (grant_id) where grant_id is not null`
  await sql`create index on artefacts (uid) where uid is not null`
  await sql`create index on artefacts (user_code) where user_code is not null`

  return class Adapter {
    /** @param {string} model */
    constructor(model) {
      this.model = model
    }

    /** @param {string} id @param {any} payload @param {number} [expiresIn] Seconds. */
    async upsert(id, payload, expiresIn) {
      const expiresAt = expiresIn === undefined ? null : new Date(Date.now() + expiresIn * 1000)
      await sql`
        insert into artefacts (model, id, payload, grant_id, uid, user_code, expires_at)
        values (${this.model}, ${id}, ${sql.json(payload)}, ${payload.grantId ?? null}, ${payload.uid ?? null},
          ${payload.userCode ?? null}, ${expiresAt})
        on conflict (model, id) do update set payload = excluded.payload, grant_id = excluded.grant_id,
          uid = excluded.uid, user_code = excluded.user_code, expires_at = excluded.expires_at`
    }

    /** @param {string} id */
    async find(id) {
      const [row] = await sql`
        select payload from artefacts
        where model = ${this.model} and id = ${id} and (expires_at is null or expires_at > now())`
      return row?.payload
    }

    /** @param {string} uid */
    async findByUid(uid) {
      const [row] = await sql`select payload from artefacts where model = ${this.model} and uid = ${uid}`
      return row?.payload
    }

    /** @param {string} userCode */
    async findByUserCode(userCode) {
      const [row] = await sql`select payload from artefacts where model = ${this.model} and user_code = ${userCode}`
      return row?.payload
    }

    /** @param {string} id */
    async consume(id) {
      await sql`
        update artefacts
        set payload = jsonb_set(payload, '{consumed}', to_jsonb(extract(epoch from now())::bigint))
        where model = ${this.model} and id = ${id}`
    }

    /** @param {string} id */
    async destroy(id) {
      await sql`delete from artefacts where model = ${this.model} and id = ${id}`
    }

    /** @param {string} grantId */
    async revokeByGrantId(grantId) {
      await sql`delete from artefacts where model = ${this.model} and grant_id = ${grantId}`
    }
  }
}
