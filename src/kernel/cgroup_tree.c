/* cgroup_tree.c - opens and reads the files of control groups. Understands none: see cgroup.c. */
#define _GNU_SOURCE
#include "cgroup_tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cgroup_home.h"
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
	static const char *const places[] = { ".", "memory" };
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
	/* No path begins so. */
	if (t->dir >= 0 && !cgroup_home_find(t->dir, t->version, t->home))
		strcpy(t->root, "?");
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
	{ CGROUP_HAS_HIGH,       offsetof(struct cgroup_counts, high),       { NULL, NULL, "memory.high" } },
};

static void read_figures(int dir, enum cgroup_version version, unsigned want, struct cgroup_counts *out)
{
	for (size_t i = 0; i < ARRAY_LEN(figures); i++) {
		uint64_t n;
		if (!(figures[i].have & want) || !figures[i].file[version] || !read_number(dir, figures[i].file[version], &n))
			continue;
		memcpy((char *)out + figures[i].at, &n, sizeof(n));
		out->have |= figures[i].have;
	}
	/* The root has no such file, nor has a group that the controller is not turned on for. */
	if (want & CGROUP_HAS_LIMIT && !(out->have & CGROUP_HAS_LIMIT) && !has_file(dir, version == CGROUP_V1 ? "memory.limit_in_bytes" : "memory.max")) {
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

struct cgroup_span cgroup_tree_path(const struct cgroup_tree *t, struct cgroup_span shown, char out[CGROUP_PATH])
{
	struct cgroup_span absolute;

	return t->home[0] && cgroup_absolute(t->home, shown, out, &absolute) ? absolute : shown;
}

/* The group's directory below ours. False: we do not see it. */
static bool name_of(const struct cgroup_tree *t, struct cgroup_span path, char name[CGROUP_PATH])
{
	struct cgroup_span rest;

	if (t->dir < 0 || !cgroup_below(t->root, path, &rest) || rest.length >= CGROUP_PATH || memchr(rest.bytes, '\0', rest.length))
		return false;
	memcpy(name, rest.length ? rest.bytes : ".", rest.length ? rest.length : 1);
	name[rest.length ? rest.length : 1] = '\0';
	return true;
}

int cgroup_tree_group(const struct cgroup_tree *t, struct cgroup_span path)
{
	char name[CGROUP_PATH];

	return name_of(t, path, name) ? openat(t->dir, name, O_PATH | O_DIRECTORY | O_CLOEXEC) : -1;
}

static void read_stat(int dir, struct cgroup_counts *out)
{
	char text[FILE_ROOM];
	ssize_t n = cgroup_file_read(dir, "memory.stat", text, sizeof(text));

	if (n > 0 && cgroup_stat_parse(text, (size_t)n, &out->stat))
		take_stat(out);
}

/* What else must be read for it: some figures are in a file of others, or counted together with them. */
static unsigned widened(enum cgroup_version version, unsigned want)
{
	if (want & (version == CGROUP_V1 ? CGROUP_HAS_SWAP : CGROUP_HAS_KERNEL))
		want |= CGROUP_HAS_STAT;
	if (version == CGROUP_V1 && want & CGROUP_HAS_SWAP_LIMIT)
		want |= CGROUP_HAS_LIMIT;
	return want;
}

bool cgroup_tree_read_some(const struct cgroup_tree *t, struct cgroup_span path, unsigned want, struct cgroup_counts *out)
{
	int dir = cgroup_tree_group(t, path);

	*out = (struct cgroup_counts){ .high = CGROUP_NO_LIMIT };
	if (dir < 0)
		return false;
	out->id = cgroup_id(dir);
	want = widened(t->version, want);
	read_figures(dir, t->version, want, out);
	/* What version 1 says of the whole machine is not all that counts for the groups below: the kernel's own is left out. */
	if (t->version == CGROUP_V1 && path.length == strlen(t->root) && has_file(dir, "release_agent"))
		out->have &= ~(CGROUP_HAS_CHARGE | CGROUP_HAS_PEAK);
	if (want & CGROUP_HAS_STAT)
		read_stat(dir, out);
	if (want & CGROUP_HAS_KILLS)
		read_events(dir, t->version, out);
	if (t->version == CGROUP_V1)
		part_swap(out);
	close(dir);
	return true;
}

bool cgroup_tree_read(const struct cgroup_tree *t, struct cgroup_span path, struct cgroup_counts *out)
{
	return cgroup_tree_read_some(t, path, CGROUP_HAS_COUNTS, out);
}

bool cgroup_tree_links(const struct cgroup_tree *t, struct cgroup_span path, uint64_t *links)
{
	struct stat st;
	char name[CGROUP_PATH];

	if (!name_of(t, path, name) || fstatat(t->dir, name, &st, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISDIR(st.st_mode))
		return false;
	*links = st.st_nlink;
	return true;
}

void cgroup_tree_list(const struct cgroup_tree *t, struct cgroup_span path, void (*found)(void *to, const char *name), void *to)
{
	char name[CGROUP_PATH];
	int fd = name_of(t, path, name) ? openat(t->dir, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW) : -1;
	_Alignas(struct dirent64) char entries[FILE_ROOM];
	ssize_t n;

	/* Not opendir, which allocates. */
	while (fd >= 0 && (n = getdents64(fd, entries, sizeof(entries))) > 0)
		for (ssize_t at = 0; at < n;) {
			const struct dirent64 *d = (const struct dirent64 *)(entries + at);
			if (d->d_type == DT_DIR && strcmp(d->d_name, ".") != 0 && strcmp(d->d_name, "..") != 0)
				found(to, d->d_name);
			at += d->d_reclen;
		}
	if (fd >= 0)
		close(fd);
}
