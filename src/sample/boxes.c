/* boxes.c - walks the control groups, keeps those that are a container's own and reads them. Parses no file, formats no number. */
#include "boxes.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "meminfo.h"
#include "net_space.h"
#include "procfs.h"
#include "scan_text.h"
#include "stat.h"
#include "thread.h"

#define LEAF_LINKS 2
#define PROCS_ROOM 8192      /* of cgroup.procs: the first of them are enough */

/* ---- the walk ------------------------------------------------------------------------------------------------------------------ */

/* Groups whose children are still to be listed. */
struct walk {
	struct boxes *b;
	struct cgroup_span above;      /* whose children are told now */
	bool is_within;                /* of one container: those in it are left out, and none is taken */
};

static bool is_box(struct cgroup_span path, struct container *is)
{
	return container_find(path.bytes, path.length, is) && is->path_length == path.length;
}

static void take(struct walk *w, struct cgroup_span path)
{
	struct container is;
	bool found = is_box(path, &is);

	if (w->is_within && found)
		return;
	*(struct cgroup_span *)vec_push(&w->b->pending) = path;
	if (found)
		*(struct box *)vec_push(&w->b->now.list) = (struct box){ .path = path.bytes, .length = path.length, .is = is };
}

static void found(void *to, const char *name)
{
	struct walk *w = to;
	size_t above = w->above.length == 1 ? 0 : w->above.length, length = above + 1 + strlen(name);
	char *path;

	if (length >= CGROUP_PATH)
		return;
	path = arena_take(&w->b->now.paths, length + 1);
	memcpy(path, w->above.bytes, above);
	path[above] = '/';
	strcpy(path + above + 1, name);
	take(w, (struct cgroup_span){ path, length });
}

/* Tells its children. A directory without any has two links: most are such, and to list all of their files takes longer. */
static void list(struct walk *w)
{
	uint64_t links;

	if (cgroup_tree_links(&w->b->tree, w->above, &links) && links != LEAF_LINKS)
		cgroup_tree_list(&w->b->tree, w->above, found, w);
}

/* The next of those that are pending; its children are then pending, too. */
static bool step(struct walk *w)
{
	struct vec *pending = &w->b->pending;

	if (pending->count == 0)
		return false;
	w->above = ((struct cgroup_span *)pending->data)[--pending->count];
	list(w);
	return true;
}

static void walk(struct boxes *b)
{
	struct walk w = { .b = b };

	vec_resize(&b->pending, 0);
	take(&w, (struct cgroup_span){ b->tree.root, strlen(b->tree.root) });
	while (step(&w))
		;
}

/* ---- a process of it, and the network that it sees ------------------------------------------------------------------------------ */

/* The lowest pid of a group: as a rule what was started first. 0: it has no process, or none that we see. */
static pid_t lowest_pid(const struct boxes *b, struct cgroup_span path)
{
	int dir = cgroup_tree_group(&b->tree, path);
	char text[PROCS_ROOM];
	ssize_t n = dir >= 0 ? cgroup_file_read(dir, "cgroup.procs", text, sizeof(text)) : -1;
	struct text_at t = { text, text + (n > 0 ? n : 0) }, line;
	uint64_t pid, lowest = 0;

	while (text_line(&t, &line))
		/* What ends without a newline was cut. */
		if (line.end < text + n && text_number(&line, &pid) && pid > 0 && pid <= INT32_MAX && (lowest == 0 || pid < lowest))
			lowest = pid;
	if (dir >= 0)
		close(dir);
	return (pid_t)lowest;
}

/* Where systemd or an engine of its own is in a container, its processes are in groups below its own. */
static pid_t process_of(struct boxes *b, const struct box *box)
{
	struct walk w = { .b = b, .above = { box->path, box->length }, .is_within = true };
	pid_t pid = lowest_pid(b, w.above);

	vec_resize(&b->pending, 0);
	if (pid == 0)
		list(&w);
	while (pid == 0 && step(&w))
		pid = lowest_pid(b, w.above);
	return pid;
}

static pid_t parent_of(const struct procfs *p, pid_t pid)
{
	char text[STAT_ROOM];
	struct stat_line stat;
	ssize_t n = procfs_read(p, pid, 0, "stat", text, sizeof(text));

	return n > 0 && stat_parse(text, (size_t)n, &stat) ? stat.ppid : 0;
}

/* Each network has a file of its own, which anybody may look at; the links in ns/ are for those who may trace. Who is in the network
 * of its engine, or in ours, has none of its own. */
static bool has_network(const struct procfs *p, pid_t pid)
{
	uint64_t its = p->is_living ? net_space_of(p, pid) : 0;

	return !its || (its != net_space_of(p, getpid()) && its != net_space_of(p, parent_of(p, pid)));
}

static void read_network(struct boxes *b, struct box *box)
{
	pid_t pid = process_of(b, box);

	if (pid == 0)
		return;
	if (!has_network(b->proc, pid)) {
		box->have |= BOX_HAS_NET;
		return;
	}
	if (net_space_read(b->proc, pid, &b->text, &box->net))
		box->have |= BOX_HAS_NET;
}

/* ---- what it holds and does ------------------------------------------------------------------------------------------------------ */

static void read_memory(const struct boxes *b, struct box *box)
{
	struct cgroup_counts c;

	if (!cgroup_tree_read_some(&b->tree, (struct cgroup_span){ box->path, box->length },
	                           CGROUP_HAS_CHARGE | CGROUP_HAS_LIMIT | CGROUP_HAS_STAT, &c))
		return;
	if (c.have & CGROUP_HAS_CHARGE && c.have & CGROUP_HAS_STAT && c.stat.known[CGROUP_INACTIVE_FILE]) {
		box->charge = c.charge;
		box->inactive = c.stat.bytes[CGROUP_INACTIVE_FILE];
		box->have |= BOX_HAS_CHARGE;
	}
	if (c.have & CGROUP_HAS_LIMIT) {
		box->limit = c.limit;
		box->have |= BOX_HAS_LIMIT;
	}
}

/* Nobody is in it, nor in one below. Whom we do not see has a line all the same, "0". */
static bool is_deserted(struct boxes *b, const struct box *box)
{
	int dir = cgroup_tree_group(&b->tree, (struct cgroup_span){ box->path, box->length });
	char text[1];
	bool is_empty = dir >= 0 && cgroup_file_read(dir, "cgroup.procs", text, sizeof(text)) == 0;

	if (dir >= 0)
		close(dir);
	return is_empty && process_of(b, box) == 0;
}

static void read_activity(struct boxes *b, struct box *box)
{
	struct cgroup_activity a;

	cgroup_activity_read(&b->places, (struct cgroup_span){ box->path, box->length }, ACTIVITY_PIDS | ACTIVITY_IO, &a);
	box->have |= (a.have & ACTIVITY_PIDS ? BOX_HAS_PIDS : 0) | (a.have & ACTIVITY_IO ? BOX_HAS_IO : 0);
	box->pids = a.pids;
	/* What an engine has left behind may be in this hierarchy alone. */
	if (!(box->have & BOX_HAS_PIDS) && is_deserted(b, box))
		box->have |= BOX_HAS_PIDS;
	box->read = a.read;
	box->written = a.written;
}

static void read_cpu(const struct boxes *b, struct box *box)
{
	struct cgroup_activity a;

	cgroup_activity_read(&b->places, (struct cgroup_span){ box->path, box->length }, ACTIVITY_CPU, &a);
	box->cpu_ns = a.cpu_ns;
	box->at_ns = a.have & ACTIVITY_CPU ? thread_now_ns() : 0;
}

static void read_serial(const struct boxes *b, struct box *box)
{
	int dir = cgroup_tree_group(&b->tree, (struct cgroup_span){ box->path, box->length });
	struct stat st;

	/* The kernel numbers groups as they are made. */
	if (dir >= 0 && fstat(dir, &st) == 0)
		box->serial = st.st_ino;
	if (dir >= 0)
		close(dir);
}

static int last_made_first(const void *a, const void *b)
{
	const struct box *x = a, *y = b;

	return x->serial != y->serial ? (x->serial < y->serial ? 1 : -1) : strcmp(x->path, y->path);
}

/* Those that were there before, too: both lists have the same order. */
static void compare(struct boxes *b)
{
	const struct box *before = b->before.list.data, *end = before + b->before.list.count;
	struct box *box = b->now.list.data;

	for (size_t i = 0; i < b->now.list.count; i++, box++) {
		while (before < end && last_made_first(before, box) < 0)
			before++;
		if (before == end || last_made_first(before, box) != 0 || !before->at_ns || box->at_ns <= before->at_ns ||
		    box->cpu_ns < before->cpu_ns)
			continue;
		box->cpu = 100.0 * (double)(box->cpu_ns - before->cpu_ns) / (double)(box->at_ns - before->at_ns);
		box->have |= BOX_HAS_CPU;
	}
}

void boxes_look(struct boxes *b, enum boxes_look what)
{
	struct box_list spare = b->before;
	struct box *box;
	size_t count;

	b->before = b->now;
	b->now = spare;
	vec_resize(&b->now.list, 0);
	arena_clear(&b->now.paths);
	walk(b);
	box = b->now.list.data;
	count = b->now.list.count;
	for (size_t i = 0; i < count; i++) {
		read_serial(b, &box[i]);
		read_cpu(b, &box[i]);
		if (what == BOXES_FIRST)
			continue;
		read_memory(b, &box[i]);
		read_activity(b, &box[i]);
		read_network(b, &box[i]);
	}
	if (count)
		qsort(box, count, sizeof(*box), last_made_first);
	compare(b);
}

static uint64_t memory_of_machine(const struct procfs *p)
{
	char text[MEMINFO_ROOM];
	struct meminfo m;
	ssize_t n = procfs_read_machine(p, "meminfo", text, sizeof(text));

	return n > 0 && meminfo_parse(text, (size_t)n, &m) ? m.bytes[MEM_TOTAL] : 0;
}

bool boxes_open(struct boxes *b, const struct procfs *proc, const char *dir, struct err *e)
{
	*b = (struct boxes){ .proc = proc, .memory = memory_of_machine(proc) };
	vec_init(&b->now.list, sizeof(struct box));
	vec_init(&b->before.list, sizeof(struct box));
	vec_init(&b->pending, sizeof(struct cgroup_span));
	vec_init(&b->text, 1);
	for (size_t i = 0; i < CGROUP_CONTROLLERS; i++)
		b->places.of[i].dir = -1;
	if (dir ? !cgroup_tree_open(&b->tree, dir, e) : (cgroup_tree_find(&b->tree, proc), b->tree.dir < 0)) {
		boxes_close(b);
		return dir ? false : err_set(e, "no control groups with memory are mounted here: --cgroup names the directory that has them");
	}
	dir ? cgroup_places_open(&b->places, dir) : cgroup_places_find(&b->places, proc);
	return true;
}

void boxes_close(struct boxes *b)
{
	cgroup_tree_close(&b->tree);
	cgroup_places_close(&b->places);
	vec_free(&b->now.list);
	vec_free(&b->before.list);
	vec_free(&b->pending);
	vec_free(&b->text);
	arena_free(&b->now.paths);
	arena_free(&b->before.paths);
}
