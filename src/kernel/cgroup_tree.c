/* cgroup_tree.c - opens and reads the files of control groups. Understands none: see cgroup.c. */
#define _GNU_SOURCE
#include "cgroup_tree.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scan_text.h"

#define FILE_ROOM 8192       /* memory.stat has some 50 lines */
#define MOUNTINFO_MOST (1u << 22)

ssize_t cgroup_file_read(int dir, const char *name, char *text, size_t room)
{
	int fd = openat(dir, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
	ssize_t n;

	if (fd < 0)
		return -1;
	do
		n = read(fd, text, room);
	while (n < 0 && errno == EINTR);
	close(fd);
	return n;
}

uint64_t cgroup_id(int dir)
{
	struct stat st;

	return fstat(dir, &st) == 0 ? st.st_ino : 0;
}

static bool read_number(int dir, const char *name, uint64_t *out)
{
	char text[64];
	ssize_t n = cgroup_file_read(dir, name, text, sizeof(text));

	return n > 0 && cgroup_number_parse(text, (size_t)n, out);
}

static bool has_file(int dir, const char *name)
{
	return faccessat(dir, name, F_OK, 0) == 0;
}

static enum cgroup_version version_of(int dir)
{
	if (has_file(dir, "memory.usage_in_bytes"))
		return CGROUP_V1;
	return has_file(dir, "cgroup.procs") && !has_file(dir, "tasks") ? CGROUP_V2 : CGROUP_NONE;
}

bool cgroup_tree_open(struct cgroup_tree *t, const char *dir, struct err *e)
{
	static const char *const places[] = { "memory", "." };
	int above = open(dir, O_PATH | O_DIRECTORY | O_CLOEXEC);

	*t = (struct cgroup_tree){ .dir = -1, .root = "/" };
	if (above < 0)
		return err_set(e, "cannot open %s: %s", dir, strerror(errno));
	for (size_t i = 0; i < ARRAY_LEN(places) && t->dir < 0; i++) {
		int fd = openat(above, places[i], O_PATH | O_DIRECTORY | O_CLOEXEC);
		t->version = fd < 0 ? CGROUP_NONE : version_of(fd);
		if (t->version != CGROUP_NONE)
			t->dir = fd;
		else if (fd >= 0)
			close(fd);
	}
	close(above);
	return t->dir >= 0 ? true : err_set(e, "%s holds no control groups with memory: is it a mounted /sys/fs/cgroup?", dir);
}

/* All of our mountinfo, however many parts it comes in. */
static void read_mountinfo(const struct procfs *p, struct vec *text)
{
	int fd = procfs_open_file(p, getpid(), "mountinfo");
	ssize_t n;

	while (fd >= 0 && text->count < MOUNTINFO_MOST) {
		size_t had = text->count;
		vec_reserve(text, had + FILE_ROOM);
		n = read(fd, (char *)text->data + had, FILE_ROOM);
		text->count = had + (n > 0 ? (size_t)n : 0);
		if (n <= 0)
			break;
	}
	if (fd >= 0)
		close(fd);
}

void cgroup_tree_open_with(struct cgroup_tree *t, const char *dir, const char *controller)
{
	const char *const places[] = { controller ? controller : "unified", controller ? NULL : "." };
	int above = open(dir, O_PATH | O_DIRECTORY | O_CLOEXEC);

	*t = (struct cgroup_tree){ .dir = -1, .root = "/", .version = controller ? CGROUP_V1 : CGROUP_V2 };
	for (size_t i = 0; above >= 0 && i < ARRAY_LEN(places) && t->dir < 0; i++) {
		int fd = places[i] ? openat(above, places[i], O_PATH | O_DIRECTORY | O_CLOEXEC) : -1;
		/* Of version 1 only has each directory "tasks". */
		if (fd >= 0 && has_file(fd, "cgroup.procs") && has_file(fd, "tasks") == (t->version == CGROUP_V1))
			t->dir = fd;
		else if (fd >= 0)
			close(fd);
	}
	if (above >= 0)
		close(above);
}

void cgroup_tree_find(struct cgroup_tree *t, const struct procfs *p)
{
	cgroup_tree_find_with(t, p, "memory");
}

void cgroup_tree_find_with(struct cgroup_tree *t, const struct procfs *p, const char *controller)
{
	struct cgroup_mount mount;
	struct vec text;

	*t = (struct cgroup_tree){ .dir = -1 };
	if (!p->is_living)
		return;
	vec_init(&text, 1);
	read_mountinfo(p, &text);
	if (cgroup_mount_parse(text.data, text.count, controller, &mount)) {
		t->version = mount.version;
		t->dir = open(mount.point, O_PATH | O_DIRECTORY | O_CLOEXEC);
		memcpy(t->root, mount.root, sizeof(t->root));
	}
	vec_free(&text);
}

void cgroup_tree_close(struct cgroup_tree *t)
{
	if (t->dir >= 0)
		close(t->dir);
	t->dir = -1;
}

/* The files of one thing, by version. */
struct figure {
	unsigned have;
	size_t at;                     /* in struct cgroup_counts */
	const char *file[CGROUP_V2 + 1];
};

static const struct figure figures[] = {
	{ CGROUP_HAS_CHARGE,     offsetof(struct cgroup_counts, charge),     { NULL, "memory.usage_in_bytes", "memory.current" } },
	{ CGROUP_HAS_LIMIT,      offsetof(struct cgroup_counts, limit),      { NULL, "memory.limit_in_bytes", "memory.max" } },
	{ CGROUP_HAS_PEAK,       offsetof(struct cgroup_counts, peak),       { NULL, "memory.max_usage_in_bytes", "memory.peak" } },
	{ CGROUP_HAS_KERNEL,     offsetof(struct cgroup_counts, kernel),     { NULL, "memory.kmem.usage_in_bytes", NULL } },
	{ CGROUP_HAS_SWAP,       offsetof(struct cgroup_counts, swap),       { NULL, NULL, "memory.swap.current" } },
	{ CGROUP_HAS_SWAP_LIMIT, offsetof(struct cgroup_counts, swap_limit), { NULL, "memory.memsw.limit_in_bytes", "memory.swap.max" } },
	{ 0,                     offsetof(struct cgroup_counts, high),       { NULL, NULL, "memory.high" } },
};

static void read_figures(int dir, enum cgroup_version version, struct cgroup_counts *out)
{
	for (size_t i = 0; i < ARRAY_LEN(figures); i++) {
		uint64_t n;
		if (!figures[i].file[version] || !read_number(dir, figures[i].file[version], &n))
			continue;
		memcpy((char *)out + figures[i].at, &n, sizeof(n));
		out->have |= figures[i].have;
	}
	/* The root has no such file, nor has a group that the controller is not turned on for. */
	if (!(out->have & CGROUP_HAS_LIMIT) && !has_file(dir, version == CGROUP_V1 ? "memory.limit_in_bytes" : "memory.max")) {
		out->limit = CGROUP_NO_LIMIT;
		out->have |= CGROUP_HAS_LIMIT;
	}
}

static void take_stat(struct cgroup_counts *out)
{
	const struct cgroup_stat *s = &out->stat;

	out->have |= CGROUP_HAS_STAT;
	if (s->known[CGROUP_KERNEL]) {
		out->kernel = s->bytes[CGROUP_KERNEL];
		out->have |= CGROUP_HAS_KERNEL;
	}
	if (s->known[CGROUP_SWAP]) {
		out->swap = s->bytes[CGROUP_SWAP];
		out->have |= CGROUP_HAS_SWAP;
	}
}

static void read_events(int dir, enum cgroup_version version, struct cgroup_counts *out)
{
	char text[FILE_ROOM];
	ssize_t n = cgroup_file_read(dir, version == CGROUP_V1 ? "memory.oom_control" : "memory.events", text, sizeof(text));
	uint64_t together = 0;

	if (n > 0 && cgroup_kills_parse(text, (size_t)n, &out->kills))
		out->have |= CGROUP_HAS_KILLS;
	out->has_no_killer = n > 0 && version == CGROUP_V1 && memmem(text, (size_t)n, "oom_kill_disable 1", 18);
	out->dies_together = version == CGROUP_V2 && read_number(dir, "memory.oom.group", &together) && together == 1;
}

/* Version 1 counts memory and swap together: what is left for swap is the difference. */
static void part_swap(struct cgroup_counts *out)
{
	if (out->have & CGROUP_HAS_SWAP_LIMIT && out->swap_limit != CGROUP_NO_LIMIT && out->limit != CGROUP_NO_LIMIT)
		out->swap_limit = out->swap_limit > out->limit ? out->swap_limit - out->limit : 0;
}

int cgroup_tree_group(const struct cgroup_tree *t, struct cgroup_span path)
{
	struct cgroup_span rest;
	char name[CGROUP_PATH];

	if (t->dir < 0 || !cgroup_below(t->root, path, &rest) || rest.length >= sizeof(name) || memchr(rest.bytes, '\0', rest.length))
		return -1;
	memcpy(name, rest.length ? rest.bytes : ".", rest.length ? rest.length : 1);
	name[rest.length ? rest.length : 1] = '\0';
	return openat(t->dir, name, O_PATH | O_DIRECTORY | O_CLOEXEC);
}

bool cgroup_tree_read(const struct cgroup_tree *t, struct cgroup_span path, struct cgroup_counts *out)
{
	char text[FILE_ROOM];
	int dir = cgroup_tree_group(t, path);
	ssize_t n;

	*out = (struct cgroup_counts){ .high = CGROUP_NO_LIMIT };
	if (dir < 0)
		return false;
	out->id = cgroup_id(dir);
	read_figures(dir, t->version, out);
	n = cgroup_file_read(dir, "memory.stat", text, sizeof(text));
	if (n > 0 && cgroup_stat_parse(text, (size_t)n, &out->stat))
		take_stat(out);
	read_events(dir, t->version, out);
	if (t->version == CGROUP_V1)
		part_swap(out);
	close(dir);
	return true;
}
