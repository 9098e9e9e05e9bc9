/* tmpfs.c - finds the mounts that are kept in memory and walks through them. Knows not who uses the files. */
#define _GNU_SOURCE
#include "tmpfs.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "mount_line.h"
#include "thread.h"
#include "whole_file.h"

#define MOUNTINFO_MOST (4u << 20)
#define PATH_ROOM 4096
#define DEEPEST 64            /* directories within each other */
#define MOST_ENTRIES 500000
#define PATIENCE_NS UINT64_C(3000000000)

#ifndef TMPFS_KEPT
#define TMPFS_KEPT 1000       /* files that are told one by one */
#endif

static const char *keep(struct arena *arena, const char *text)
{
	size_t n = strlen(text) + 1;

	return memcpy(arena_take(arena, n), text, n);
}

static bool is_word(struct text_at t, const char *word)
{
	return text_skip(&t, word) && t.at == t.end;
}

static struct tmpfs *find(struct vec *mounts, dev_t device)
{
	struct tmpfs *t = mounts->data;

	for (size_t i = 0; i < mounts->count; i++)
		if (t[i].device == device)
			return &t[i];
	return NULL;
}

/* Of several mounts of the same one, the first is taken that shows all of it. */
static void add(const struct mount_line *m, pid_t pid, struct arena *arena, struct vec *mounts)
{
	struct tmpfs *known = find(mounts, m->device);
	bool is_part = !is_word(m->root, "/");
	char path[PATH_ROOM], shown[PATH_ROOM + 32];

	if ((known && (!known->is_part || is_part)) || !mount_path(path, sizeof(path), m->point))
		return;
	if (pid)
		snprintf(shown, sizeof(shown), "/proc/%d/root%s", (int)pid, path);
	else
		snprintf(shown, sizeof(shown), "%s", path);
	if (!known)
		known = vec_push(mounts);
	*known = (struct tmpfs){ .device = m->device, .pid = pid, .path = keep(arena, path), .shown = keep(arena, shown), .is_part = is_part };
}

/* What the kernel starts with, "rootfs", is a tmpfs or a ramfs. */
static bool may_be_tmpfs(struct text_at type)
{
	return is_word(type, "tmpfs") || is_word(type, "devtmpfs") || is_word(type, "rootfs");
}

void tmpfs_list(const struct procfs *p, pid_t pid, struct arena *arena, struct vec *mounts)
{
	struct text_at t, line;
	struct mount_line m;
	struct vec text;
	char path[32] = "self/mountinfo";

	if (pid)
		snprintf(path, sizeof(path), "%d/mountinfo", (int)pid);
	vec_init(&text, 1);
	whole_file_read(p->root, path, MOUNTINFO_MOST, &text);
	t = (struct text_at){ text.data, (const char *)text.data + text.count };
	while (text_line(&t, &line))
		if (mount_parse(line.at, (size_t)(line.end - line.at), &m) && may_be_tmpfs(m.type))
			add(&m, pid, arena, mounts);
	vec_free(&text);
}

struct walk {
	struct tmpfs *tmpfs;
	struct arena *arena;
	struct vec *files;            /* of struct tmpfs_file */
	uint64_t entries, until_ns;
	uint64_t least;               /* bytes: smaller files are not among the largest any more */
	struct vec linked;            /* of ino_t: files with several names that were seen */
	char path[PATH_ROOM];         /* below the mount, of the directory that is looked at */
};

static int by_size(const void *a, const void *b)
{
	const struct tmpfs_file *x = a, *y = b;

	return (x->bytes < y->bytes) - (x->bytes > y->bytes);
}

/* Only the largest are told one by one. */
static void keep_largest(struct walk *w)
{
	struct tmpfs_file *f = w->files->data;

	if (w->files->count <= TMPFS_KEPT)
		return;
	qsort(f, w->files->count, sizeof(*f), by_size);
	for (size_t i = TMPFS_KEPT; i < w->files->count; i++) {
		w->tmpfs->others++;
		w->tmpfs->other_bytes += f[i].bytes;
	}
	w->files->count = TMPFS_KEPT;
	w->least = f[TMPFS_KEPT - 1].bytes;
}

static bool is_seen(struct walk *w, const struct stat *st)
{
	const ino_t *linked = w->linked.data;

	if (st->st_nlink < 2)
		return false;
	for (size_t i = 0; i < w->linked.count; i++)
		if (linked[i] == st->st_ino)
			return true;
	if (w->linked.count < TMPFS_KEPT)
		*(ino_t *)vec_push(&w->linked) = st->st_ino;
	return false;
}

static void take_file(struct walk *w, const char *name, const struct stat *st)
{
	uint64_t bytes = (uint64_t)st->st_blocks * 512;
	char path[2 * PATH_ROOM + 512];
	struct tmpfs_file *f;

	if (bytes == 0 || is_seen(w, st))
		return;
	w->tmpfs->files++;
	if (bytes < w->least) {
		w->tmpfs->others++;
		w->tmpfs->other_bytes += bytes;
		return;
	}
	snprintf(path, sizeof(path), "%s%s/%s", strcmp(w->tmpfs->shown, "/") == 0 ? "" : w->tmpfs->shown, w->path, name);
	f = vec_push(w->files);
	*f = (struct tmpfs_file){ .device = st->st_dev, .inode = st->st_ino, .bytes = bytes, .uid = st->st_uid, .path = keep(w->arena, path) };
	if (w->files->count >= 2 * TMPFS_KEPT)
		keep_largest(w);
}

static bool is_over(struct walk *w)
{
	if (++w->entries < MOST_ENTRIES && (w->entries % 256 || thread_now_ns() < w->until_ns))
		return false;
	w->entries = MOST_ENTRIES;
	return true;
}

static void walk(struct walk *w, int fd, int depth);

static void enter(struct walk *w, int dir, const char *name, int depth)
{
	size_t old = strlen(w->path), length = strlen(name);
	int fd;

	if (depth == DEEPEST || old + length + 2 > sizeof(w->path)) {
		w->tmpfs->is_whole = false;
		return;
	}
	fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC | O_NOATIME);
	/* Only the owner may leave the time of access as it is. */
	if (fd < 0 && errno == EPERM)
		fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0) {
		w->tmpfs->is_whole = w->tmpfs->is_whole && errno == ENOENT;
		return;
	}
	w->path[old] = '/';
	memcpy(w->path + old + 1, name, length + 1);
	walk(w, fd, depth + 1);
	w->path[old] = '\0';
}

/* Closes the directory. What is mounted in it is another device. */
static void walk(struct walk *w, int fd, int depth)
{
	struct stat st;
	const struct dirent *d;
	DIR *dir = NULL;

	if (fstat(fd, &st) == 0 && st.st_dev == w->tmpfs->device)
		dir = fdopendir(fd);
	if (!dir) {
		close(fd);
		return;
	}
	while ((d = readdir(dir))) {
		if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0)
			continue;
		if (is_over(w)) {
			w->tmpfs->is_whole = false;
			break;
		}
		if (fstatat(fd, d->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0 || st.st_dev != w->tmpfs->device)
			continue;
		if (S_ISDIR(st.st_mode))
			enter(w, fd, d->d_name, depth);
		else
			take_file(w, d->d_name, &st);
	}
	closedir(dir);
}

static int open_mount(const struct procfs *p, const struct tmpfs *t)
{
	const int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
	char path[PATH_ROOM + 32];

	if (!t->pid)
		return open(t->path, flags);
	snprintf(path, sizeof(path), "%d/root%s", (int)t->pid, t->path);
	return openat(p->root, path, flags);
}

void tmpfs_walk(const struct procfs *p, struct tmpfs *t, struct arena *arena, struct vec *files)
{
	struct walk w = { .tmpfs = t, .arena = arena, .files = files, .until_ns = thread_now_ns() + PATIENCE_NS };
	int fd = open_mount(p, t);
	struct statfs fs;
	struct stat st;

	if (fd < 0)
		return;
	/* Under another mount it cannot be reached. */
	if (fstat(fd, &st) != 0 || st.st_dev != t->device || fstatfs(fd, &fs) != 0) {
		close(fd);
		return;
	}
	t->is_other = fs.f_type != TMPFS_MAGIC;
	if (t->is_other) {
		close(fd);
		return;
	}
	t->is_read = t->is_whole = true;
	t->limit = (uint64_t)fs.f_blocks * (uint64_t)fs.f_bsize;
	t->used = (uint64_t)(fs.f_blocks - fs.f_bfree) * (uint64_t)fs.f_bsize;
	vec_init(&w.linked, sizeof(ino_t));
	walk(&w, fd, 0);
	keep_largest(&w);
	vec_free(&w.linked);
}
