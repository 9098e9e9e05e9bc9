/* facts.c - who a process is, what it holds, how the OOM killer sees it, and all that the kernel says in status. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cgroup_tree.h"
#include "inspection.h"
#include "oom_place.h"
#include "stat.h"
#include "status.h"

#define SMALL 65536              /* bytes that status and its like never reach */

static struct fact *add(struct inspection *i, const char *section, const char *name, enum unit unit, struct value v, const char *help)
{
	struct fact *f = vec_push(&i->facts);

	*f = (struct fact){ .section = section, .name = name, .name_length = strlen(name), .unit = unit, .value = v, .help = help };
	return f;
}

static struct value kept_text(struct inspection *i, const char *bytes, size_t length)
{
	return value_text(inspection_keep(i, bytes, length), length);
}

static uint64_t clock_ns(clockid_t clock)
{
	struct timespec ts;

	clock_gettime(clock, &ts);
	return (uint64_t)ts.tv_sec * UINT64_C(1000000000) + (uint64_t)ts.tv_nsec;
}

static struct value signed_value(int64_t n)
{
	return value_number((uint64_t)n);
}

static void add_process(struct inspection *i, const struct stat_line *line)
{
	static const char section[] = "process";
	struct value state = kept_text(i, &line->state, 1);
	uid_t uid;

	add(i, section, "pid", UNIT_ID, value_number((uint64_t)line->pid), "pid");
	add(i, section, "ppid", UNIT_ID, value_number((uint64_t)line->ppid), "parent");
	add(i, section, "uid", UNIT_ID, procfs_owner(i->subject.proc, i->subject.pid, &uid) ? value_number(uid) : value_unknown(), "user id");
	add(i, section, "name", UNIT_TEXT, kept_text(i, line->comm, line->comm_length), "name");
	command_add(i, section);
	add(i, section, "root", UNIT_TEXT, inspection_link(i, "root"), "root");
	add(i, section, "start", UNIT_INSTANT, value_number(clock_ns(CLOCK_REALTIME) - clock_ns(CLOCK_BOOTTIME) + line->start_ns), "started");
	add(i, section, "state", UNIT_TEXT, state, "state");
	add(i, section, "threads", UNIT_COUNT, value_number(line->threads), "threads");
	add(i, section, "cpu_time", UNIT_SPAN, value_number(line->user_ns + line->system_ns), "CPU time");
	add(i, section, "nice", UNIT_SIGNED, signed_value(line->nice), "nice");
	add(i, section, "minflt", UNIT_COUNT, value_number(line->minflt), "minor faults");
	add(i, section, "majflt", UNIT_COUNT, value_number(line->majflt), "major faults");
}

/* A file of one number that may be below zero. */
static struct value number_value(struct inspection *i, const char *file)
{
	char *end;
	long long n;

	if (subject_read(&i->subject, file, SMALL, &i->bytes) != PROBE_READ)
		return value_unknown();
	n = strtoll(i->bytes.data, &end, 10);
	return end == (const char *)i->bytes.data ? value_unknown() : signed_value(n);
}

static void read_rollup(struct inspection *i)
{
	i->rollup_end = subject_read(&i->subject, "smaps_rollup", SMALL, &i->bytes);
	if (i->rollup_end != PROBE_READ)
		return;
	if (!rollup_parse(i->bytes.data, i->bytes.count, &i->rollup))
		i->rollup_end = i->bytes.count ? PROBE_FAILED : PROBE_NONE;
}

static struct value if_known(enum probe_end end, uint64_t n)
{
	return end == PROBE_READ ? value_number(n) : value_unknown();
}

/* Where the pages are counted, the sum is exact; the kernel's counters may lag behind. */
static void add_memory(struct inspection *i, const struct stat_line *line, enum probe_end status_end, const struct status *status)
{
	static const char section[] = "memory";
	const struct { const char *name; struct value v; const char *help; } rows[] = {
		{ "rss",        value_number(i->rollup_end == PROBE_READ ? i->rollup.rss : line->rss), "RSS" },
		{ "pss",        if_known(i->rollup_end, i->rollup.pss),            "PSS" },
		{ "uss",        if_known(i->rollup_end, i->rollup.uss),            "USS" },
		{ "swap",       if_known(status_end, status->swap),                "swap" },
		{ "swappss",    if_known(i->rollup_end, i->rollup.swap_pss),       "swap PSS" },
		{ "peak",       if_known(status_end, status->peak),                "peak RSS" },
		{ "vsz",        if_known(PROBE_READ, line->vsz),                   "VSZ" },
		{ "anon",       if_known(status_end, status->anon),                "anonymous" },
		{ "file",       if_known(status_end, status->file),                "files" },
		{ "shmem",      if_known(status_end, status->shmem),               "shared" },
		{ "data",       if_known(status_end, status->data),                "data" },
		{ "stack",      if_known(status_end, status->stack),               "stack" },
		{ "pagetables", if_known(status_end, status->page_tables),         "page tables" },
		{ "locked",     if_known(status_end, status->locked),              "locked" },
		{ "hugetlb",    if_known(status_end, status->hugetlb),             "hugetlb" },
	};

	for (size_t k = 0; k < ARRAY_LEN(rows); k++)
		add(i, section, rows[k].name, UNIT_BYTES, rows[k].v, rows[k].help);
	i->key = (struct key_figures){ .rss = rows[0].v, .pss = rows[1].v, .uss = rows[2].v, .swap = rows[3].v, .peak = rows[5].v,
	                               .vsz = rows[6].v };
}

/* What is a mask or a list may look like a number. */
static bool is_no_number(const struct named *n)
{
	static const char *const words[] = { "Sig", "Shd", "Cap", "Umask", "Groups", "Cpus_allowed", "Mems_allowed" };

	for (size_t k = 0; k < ARRAY_LEN(words); k++)
		if (n->name_length >= strlen(words[k]) && memcmp(n->name, words[k], strlen(words[k])) == 0)
			return true;
	return false;
}

/* Every line of a file, in the kernel's words. */
static void add_named(struct inspection *i, const char *section, const char *text, size_t length)
{
	struct text_at t = { text, text + length };
	struct named n;

	while (named_next(&t, &n)) {
		if (is_no_number(&n))
			n.kind = NAMED_TEXT;
		struct value v = n.kind == NAMED_TEXT ? value_text(n.value, n.value_length) : value_number(n.number);
		enum unit unit = n.kind == NAMED_TEXT ? UNIT_TEXT : n.kind == NAMED_BYTES ? UNIT_BYTES : UNIT_COUNT;
		struct fact *f = add(i, section, inspection_keep(i, n.name, n.name_length), unit, v, NULL);
		f->name_length = n.name_length;
	}
}

/* "4:memory:/user.slice": the controllers, and where the process is in their tree. "0::/user.slice" is cgroup v2. */
static void add_cgroups(struct inspection *i)
{
	struct text_at t, line;
	const char *text;

	if (subject_read(&i->subject, "cgroup", SMALL, &i->bytes) != PROBE_READ)
		return;
	text = inspection_keep(i, i->bytes.data, i->bytes.count);
	t = (struct text_at){ text, text + i->bytes.count };
	while (text_line(&t, &line)) {
		const char *first = memchr(line.at, ':', (size_t)(line.end - line.at));
		const char *second = first ? memchr(first + 1, ':', (size_t)(line.end - first - 1)) : NULL;
		struct fact *f;
		if (!second)
			continue;
		f = add(i, "cgroup", second == first + 1 ? "unified" : inspection_keep(i, first + 1, (size_t)(second - first - 1)), UNIT_TEXT,
		        value_text(second + 1, (size_t)(line.end - second - 1)), NULL);
		f->name_length = second == first + 1 ? strlen("unified") : (size_t)(second - first - 1);
	}
}

static struct value lower(struct value v, uint64_t n)
{
	return v.kind == VALUE_UNKNOWN || n < v.number ? value_number(n) : v;
}

/* A limit that is none is no limit: null, and not shown. */
static struct value limit_value(struct value v)
{
	return v.kind == VALUE_NUMBER && v.number == CGROUP_NO_LIMIT ? value_blank() : v;
}

/* What its group and those above it hold, and may hold. */
static void add_cgroup_limits(struct inspection *i)
{
	static const char section[] = "cgroup_memory";
	struct value limit = value_unknown(), charge = value_unknown(), high = value_unknown(), swap = value_unknown();
	struct cgroup_span path = { NULL, 0 };
	struct cgroup_counts counts;
	struct cgroup_tree tree;

	if (subject_read(&i->subject, "cgroup", SMALL, &i->bytes) != PROBE_READ ||
	    !cgroup_path_parse(i->bytes.data, i->bytes.count, &path))
		return;
	cgroup_tree_find(&tree, i->subject.proc);
	add(i, section, "path", UNIT_TEXT, kept_text(i, path.bytes, path.length), "path");
	for (bool own = true; tree.dir >= 0; own = false) {
		if (cgroup_tree_read(&tree, path, &counts)) {
			if (own && counts.have & CGROUP_HAS_CHARGE)
				charge = value_number(counts.charge);
			if (own && counts.have & CGROUP_HAS_SWAP)
				swap = value_number(counts.swap);
			/* The lowest of its own and all above it holds. */
			if (counts.have & CGROUP_HAS_LIMIT) {
				limit = lower(limit, counts.limit);
				high = lower(high, counts.high);
			}
		}
		if (path.length <= 1)
			break;
		while (path.length > 1 && path.bytes[path.length - 1] != '/')
			path.length--;
		path.length -= path.length > 1;
	}
	add(i, section, "charge", UNIT_BYTES, charge, "holds");
	add(i, section, "limit", UNIT_BYTES, limit_value(limit), "may hold");
	add(i, section, "high", UNIT_BYTES, limit_value(high), "slowed above");
	add(i, section, "swap", UNIT_BYTES, swap, "swap");
	cgroup_tree_close(&tree);
}

static void add_io(struct inspection *i)
{
	if (subject_read(&i->subject, "io", SMALL, &i->bytes) == PROBE_READ)
		add_named(i, "io", inspection_keep(i, i->bytes.data, i->bytes.count), i->bytes.count);
}

/* Where it stands among all: those before it go first. */
static void add_oom(struct inspection *i)
{
	struct value score = number_value(i, "oom_score"), unknown = value_unknown();
	struct oom_place place;
	bool is_read = score.kind == VALUE_NUMBER && oom_place_read(&i->subject, score.number, &place) == PROBE_READ;

	add(i, "oom", "oom_score", UNIT_SIGNED, score, "OOM score");
	add(i, "oom", "oom_before", UNIT_COUNT, is_read ? value_number(place.before) : unknown, "go before it");
	add(i, "oom", "oom_alike", UNIT_COUNT, is_read ? value_number(place.alike) : unknown, "have the same score");
	add(i, "oom", "oom_of", UNIT_COUNT, is_read ? value_number(place.of) : unknown, "may be taken");
}

void facts_read(struct inspection *i)
{
	char text[STAT_ROOM];
	struct stat_line line;
	struct status status = { 0 };
	enum probe_end end;
	const char *kept = "";
	size_t length = 0;
	ssize_t n = procfs_read(i->subject.proc, i->subject.pid, 0, "stat", text, sizeof(text));

	if (n <= 0 || !stat_parse(text, (size_t)n, &line) || line.start_ns != i->subject.start_ns) {
		i->facts_end = n < 0 ? subject_failed(&i->subject, errno) : PROBE_GONE;
		return;
	}
	if (i->parts & INSPECT_ROLLUP)
		read_rollup(i);
	end = subject_read(&i->subject, "status", SMALL, &i->bytes);
	if (end == PROBE_READ) {
		length = i->bytes.count;
		kept = inspection_keep(i, i->bytes.data, length);
		if (!status_parse(kept, length, &status))
			end = PROBE_FAILED;
	}
	add_process(i, &line);
	add_memory(i, &line, end, &status);
	add_oom(i);
	add(i, "oom", "oom_score_adj", UNIT_SIGNED, number_value(i, "oom_score_adj"), "OOM adjustment");
	add_cgroups(i);
	add_cgroup_limits(i);
	add_io(i);
	add_named(i, "status", kept, length);
	i->facts_end = end == PROBE_GONE ? PROBE_GONE : subject_check(&i->subject);
}
