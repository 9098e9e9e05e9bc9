/* every_row_test.c - every column of what is no process: groups, regions, mappings, threads, files, variables, limits, the ledger and
 * its lists, those whom the OOM killer may take. */
#include <stdlib.h>

#include "suite.h"

#include "inspect_columns.h"
#include "ledger_rows.h"
#include "made.h"
#include "oom_columns.h"
#include "spelled.h"

/* One row of such a schema. */
#define row_spells(schema, row, list) spelled_is(schema, &(struct scene){ .rows = row }, 0, list)

#define WEB_ID "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static struct cgroup *made_cgroup(const char *path)
{
	struct cgroup *g = memory_new(sizeof(*g) + strlen(path) + 1);

	*g = (struct cgroup){ .refs = 1, .length = strlen(path) };
	strcpy(g->path, path);
	return g;
}

START_TEST(a_group_is_spelled)
{
	static const struct spelled list[] = {
		{ "members", "3" }, { "rss", ">=300M" }, { "pss", "~200M" }, { "uss", "~100M" }, { "swap", "8.0M" }, { "growth", "~+2.0M/s" },
		{ "charge", "500M" }, { "needed", "280M" }, { "cache", "220M" }, { "kernel", "30M" }, { "outside", "80M" }, { "limit", "1.00G" },
		{ "limit_share", "27.3" }, { "parts", "████░░░········" }, { "bound", "0123456789ab" }, { "cgswap", "8.0M" }, { "peak", "600M" },
		{ "tasks", "7" }, { "cgcpu", "150.0" }, { "psi", "2.5" }, { "oom_kills", "2" }, { "last_kill", "?" }, { "hits", "9" },
		{ "cggrowth", "~+1.0M/s" }, { "eta", "~0:30.00" }, { "read_s", "4.0M/s" }, { "write_s", "5.0M/s" }, { "io_read", "40M" }, { "io_write", "50M" },
		{ "state", "frozen" }, { "pod", "pod1" }, { "qos", "" }, { "engine", "docker" }, { "path", "/web" }, { "cpu", "12.5" }, { "group", "web" },
		{ "net_in", "1.0M" }, { "net_out", "2.0M" }, { "net_in_s", "3.0M/s" }, { "net_out_s", "4.0M/s" }, { "id", WEB_ID }, { "name", "shop" },
		{ "image", "nginx" },
	};
	struct cgroup *above = made_cgroup("/docker/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"), *own = made_cgroup("/web");
	struct cgroup_figures figures = {
		.group = own, .have = ~0u, .limit = GB, .binds = above, .cache = 220 * MB, .parts = { 280 * MB, 220 * MB, 524 * MB, 0 },
		.counts = { .charge = 500 * MB, .limit = CGROUP_NO_LIMIT, .swap = 8 * MB, .peak = 600 * MB, .kernel = 30 * MB },
		.activity = { .pids = 7, .read = 40 * MB, .written = 50 * MB, .pressure.some = 2.5, .is_frozen = true },
		.rates = { 150, 4 * MB, 5 * MB }, .growth = { .per_s = MB, .is_known = true, .is_young = true }, .eta_ns = UINT64_C(30000000000),
		.kills = 2, .hits = 9,
	};
	static const struct nameplate plate = { .name = "shop", .image = "nginx" };
	static const struct net_figures net = { .is_known = true, .has_rates = true, .past = { .received = MB, .sent = 2 * MB },
	                                        .received_s = 3 * MB, .sent_s = 4 * MB };
	struct cgroup *place = memory_new(sizeof(*place) + sizeof("/docker/" WEB_ID));
	struct task_group group = {
		.name = "web", .length = 3, .engine = "docker", .pod = "pod1", .pod_length = 4, .cgroup = &figures, .place = place, .net = &net, .growth = 2 * (int64_t)MB, .no_growth = 1,
		.sums = { .rss = 300 * MB, .pss = 200 * MB, .uss = 100 * MB, .swap = 8 * MB, .cpu = 12.5, .oldest_ms = 9000, .members = 3, .no_stat = 1 },
		.held = { .bytes = 200 * MB }, .below = { .bytes = 200 * MB },
	};

	*place = (struct cgroup){ .plate = &plate, .length = strlen("/docker/" WEB_ID) };
	strcpy(place->path, "/docker/" WEB_ID);
	row_spells(group_schema(), &group, list);
	free(place);
	cgroup_drop(above);
	cgroup_drop(own);
}
END_TEST

static const struct mapping_memory memory = {
	.rss = 10 * MB, .pss = 9 * MB, .uss = 8 * MB, .dirty = 7 * MB, .anon = 6 * MB, .swap = 5 * MB, .swap_pss = 4 * MB, .thp = 3 * MB,
	.hugetlb = 2 * MB, .locked = MB,
};

START_TEST(a_region_is_spelled)
{
	static const struct spelled list[] = {
		{ "region", "libx.so (deleted)" }, { "kind", "library" }, { "count", "4" }, { "size", "20M" }, { "rss", "10M" }, { "pss", "9.0M" },
		{ "uss", "8.0M" }, { "dirty", "7.0M" }, { "swap", "5.0M" }, { "thp", "3.0M" }, { "growth", "-1.0M" }, { "anon", "6.0M" },
		{ "swappss", "4.0M" }, { "locked", "1.0M" }, { "hugetlb", "2.0M" }, { "path", "/lib/libx.so" }, { "deleted", "deleted" },
	};
	static const char path[] = "/lib/libx.so (deleted)";
	struct region region = {
		.name = path + 5, .path = path, .name_length = 7, .path_length = 12, .kind = REGION_LIBRARY, .is_deleted = true,
		.has_memory = true, .has_growth = true, .count = 4, .size = 20 * MB, .memory = memory, .growth = -(int64_t)MB,
	};

	row_spells(region_schema(), &region, list);
}
END_TEST

START_TEST(a_mapping_is_spelled)
{
	static const struct spelled list[] = {
		{ "start", "7f0000000000" }, { "end", "7f0000a00000" }, { "permissions", "r-xp" }, { "kind", "file" }, { "size", "10M" },
		{ "rss", "10M" }, { "pss", "9.0M" }, { "uss", "8.0M" }, { "dirty", "7.0M" }, { "swap", "5.0M" }, { "thp", "3.0M" },
		{ "growth", "+1.0M" }, { "anon", "6.0M" }, { "locked", "1.0M" }, { "hugetlb", "2.0M" }, { "offset", "4K" }, { "inode", "77" },
		{ "deleted", "" }, { "name", "data" }, { "path", "/var/data" },
	};
	struct part part = {
		.mapping = { .start = 0x7f0000000000, .end = 0x7f0000a00000, .offset = 4096, .inode = 77, .permissions = "r-xp",
		             .name = "/var/data", .name_length = 9 },
		.memory = memory, .growth = MB, .kind = REGION_FILE, .has_memory = true, .has_growth = true,
	};

	row_spells(mapping_schema(), &part, list);
}
END_TEST

START_TEST(a_thread_and_a_file_are_spelled)
{
	static const struct spelled thread[] = {
		{ "tid", "42" }, { "state", "D" }, { "processor", "3" }, { "time", "1:05.00" }, { "nice", "-5" }, { "prio", "15" },
		{ "minflt", "100" }, { "majflt", "7" }, { "name", "wo�ker" },
	};
	static const struct spelled file[] = {
		{ "fd", "3" }, { "kind", "file" }, { "access", "rw" }, { "size", "3.0M" }, { "held", "2.0M" }, { "position", "1.0M" },
		{ "path", "/tmp/x (deleted)" }, { "deleted", "deleted" },
	};
	struct thread_row a_thread = { .tid = 42, .state = 'D', .comm = "wo\tker", .comm_length = 6, .processor = 3, .nice = -5, .priority = 15,
	                               .cpu_ns = 65 * SECOND, .minflt = 100, .majflt = 7 };
	struct file_row a_file = { .fd = 3, .kind = "file", .path = "/tmp/x (deleted)", .path_length = 6, .is_deleted = true, .has_size = true,
	                           .has_info = true, .size = 3 * MB, .held = 2 * MB, .position = MB, .access = "rw" };

	row_spells(thread_schema(), &a_thread, thread);
	row_spells(file_schema(), &a_file, file);
}
END_TEST

START_TEST(a_variable_and_a_limit_are_spelled)
{
	static const struct spelled variable[] = { { "name", "LANG" }, { "value", "C" } };
	static const struct spelled limit[] = { { "name", "Max stack size" }, { "soft", "8388608" }, { "hard", "unlimited" }, { "unit", "bytes" } };
	struct variable a_variable = { "LANG", "C", 4, 1 };
	struct limit_row a_limit = { "Max stack size", "bytes", 14, 5, 8 * MB, LIMIT_NONE };

	row_spells(variable_schema(), &a_variable, variable);
	row_spells(limit_schema(), &a_limit, limit);
}
END_TEST

START_TEST(a_line_of_the_ledger_is_spelled)
{
	static const struct spelled list[] = {
		{ "line", "processes" }, { "part_of", "total" }, { "bytes", "~5.00G" }, { "share", "31.2" }, { "certainty", "estimate" },
		{ "title", "processes (PSS)" }, { "note", "184 of them" },
	};
	struct ledger_row row = { .line = BALANCE_PROCESSES, .title = "processes (PSS)", .known = true, .about = true, .bytes = 5 * (int64_t)GB, .share = 31.25, .note = "184 of them" };

	row_spells(ledger_schema(), &row, list);
}
END_TEST

static const struct schema *list_schema(enum balance_list which)
{
	static struct ledger none;
	struct ledger_list list;

	ck_assert(ledger_list(&none, which, &list));
	return list.schema;
}

START_TEST(the_lists_of_the_ledger_are_spelled)
{
	static const struct spelled holder[] = {
		{ "pid", "7" }, { "user", "kim" }, { "pss", "9.0M" }, { "anon", "6.0M" }, { "file", "2.0M" }, { "shmem", "1.0M" }, { "uss", "5.0M" },
		{ "rss", "15M" }, { "thp", "4.0M" }, { "swappss", "512K" }, { "pagetables", "64K" }, { "threads", "3" }, { "command", "python x" },
	};
	static const struct spelled object[] = {
		{ "bytes", "2.0M" }, { "kind", "memfd" }, { "count", "1" }, { "user", "kim" }, { "holders", "2" }, { "mapped", "1" }, { "pid", "7" },
		{ "comm", "python" }, { "name", "cache" },
	};
	static const struct spelled mount[] = {
		{ "bytes", "2.0M" }, { "limit", "64M" }, { "files", ">=9" }, { "name", "/dev/shm" }, { "note", "not all of it was looked at" },
	};
	static const struct spelled store[] = { { "bytes", "2.0M" }, { "used", "1.0M" }, { "count", "99" }, { "name", "dentry" }, { "note", "a note" } };
	struct holder h = {
		.pid = 7, .comm = "python", .has_status = true, .has_rollup = true, .threads = 3, .command = "python x", .user = "kim",
		.rollup = { .pss = 9 * MB, .uss = 5 * MB, .thp = 4 * MB, .swap_pss = 512 * KB, .pss_anon = 6 * MB, .pss_file = 2 * MB, .pss_shmem = MB, .has_parts = true },
		.status = { .anon = 8 * MB, .file = 4 * MB, .shmem = 3 * MB, .page_tables = 64 * KB },
	};
	struct object o = { .kind = OBJECT_MEMFD, .has_bytes = true, .bytes = 2 * MB, .user = "kim", .holders = 2, .mapped = 1, .holder = &h, .name = "cache" };
	struct tmpfs m = { .shown = "/dev/shm", .is_read = true, .used = 2 * MB, .limit = 64 * MB, .files = 9 };
	struct store s = { .name = "dentry", .note = "a note", .has_used = true, .has_count = true, .bytes = 2 * MB, .used = MB, .count = 99 };

	row_spells(list_schema(LIST_PROCESSES), &h, holder);
	row_spells(list_schema(LIST_OBJECTS), &o, object);
	row_spells(list_schema(LIST_MOUNTS), &m, mount);
	for (int list = LIST_MOUNTS + 1; list < LISTS; list++)
		row_spells(list_schema((enum balance_list)list), &s, store);
}
END_TEST

START_TEST(who_may_be_taken_is_spelled)
{
	static const struct spelled list[] = {
		{ "rank", "1" }, { "pid", "7" }, { "user", "kim" }, { "points", "1.00G" }, { "held", "512M" }, { "oomadj", "30" }, { "added", "+512M" },
		{ "oom", "?" }, { "cgroup", "?" }, { "command", "python3 x" },
	};
	struct oom_candidate candidate = { .rank = 1, .p = { .held = GB / 2, .added = GB / 2, .points = GB } };
	struct sample seen;
	struct scene scene = { .sample = &seen, .rows = &candidate };

	made_machine(&seen);
	made(&seen, (struct made){ .pid = 7, .command = "python3 x", .user = "kim", .rss = GB / 2 });
	((struct task *)seen.tasks.data)->oom_adj = 30;
	spelled_is(oom_schema(), &scene, 0, list);
	sample_free(&seen);
}
END_TEST

SUITE(every_row, a_group_is_spelled, a_region_is_spelled, a_mapping_is_spelled, a_thread_and_a_file_are_spelled,
      a_variable_and_a_limit_are_spelled, a_line_of_the_ledger_is_spelled, the_lists_of_the_ledger_are_spelled, who_may_be_taken_is_spelled)
