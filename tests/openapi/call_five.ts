// Five operations through a client whose types were made from /openapi.json: what the description does not say, or
// says wrongly, does not compile. Base address and token come from the environment.
import createClient from "openapi-fetch";
import type { paths } from "./schema.js";

const base = process.env.NAUTILUS_BASE ?? "";
const token = process.env.NAUTILUS_TOKEN ?? "";
const client = createClient<paths>({ baseUrl: base, headers: { Authorization: `Bearer ${token}` } });

function hold(truth: boolean, what: string): void {
  console.log(`${truth ? "ok  " : "FAIL"} ${what}`);
  if (!truth) process.exitCode = 1;
}

// 1. Open, bare.
const health = await client.GET("/health");
hold(health.response.status === 200 && health.data?.status === "healthy", "health of the gateway");

// 2. A list in the envelope, with a query.
const jobs = await client.GET("/api/v1/jobs", { params: { query: { limit: 5 } } });
hold(jobs.data?.success === true && Array.isArray(jobs.data.data.jobs), "jobs");

// 3. A body that is wrong: the error has a type of its own.
const wrong = await client.PUT("/api/v1/settings", { body: { settings: { port: -1 } } });
hold(wrong.response.status === 400 && wrong.error?.errors[0]?.field === "/settings/port", "a wrong setting, with its pointer");

// 4. A table in answer to a body.
const table = await client.POST("/api/v1/data-catalog/sql", { body: { sql: "SELECT 6 * 7 AS answer", limit: 10 } });
const rows = typeof table.data === "object" ? table.data.data : undefined; // it could be CSV, had we asked for it
hold(rows?.columns[0] === "answer" && JSON.stringify(rows.rows) === "[[42]]", "a table");

// 5. A job, accepted with 202, and followed by its path.
const scan = await client.POST("/api/v1/data-catalog/quality/scans", { body: {} });
hold(scan.response.status === 202, "a job is accepted");
const id = scan.data?.data.job_id ?? "";
const job = await client.GET("/api/v1/jobs/{job_id}", { params: { path: { job_id: id } } });
hold(job.data?.data.job_id === id, "the job by its id");

// And without the token.
const stranger = createClient<paths>({ baseUrl: base });
const refused = await stranger.GET("/api/v1/settings");
hold(refused.response.status === 401 && refused.error?.success === false, "no token, no settings");
