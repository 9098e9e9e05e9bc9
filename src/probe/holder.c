/* holder.c - reads what one process maps and has open. Knows no other process. */
#define _GNU_SOURCE
#include "holder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mapped_file.h"
#include "scan_text.h"
#include "stat.h"
#include "whole_file.h"

#define COMMAND_ROOM 512
#define MOST_FILES 16384      /* descriptors of one process that are looked at */
#define MOST_FINDS 4096       /* of one process */
#define MOST_MAPS (32u << 20) /* bytes of maps */

static const char *keep(struct arena *arena, const char *text, size_t length)
{
	char *copy = arena_take(arena, length + 1);

	memcpy(copy, text, length);
	return copy;
}

static int by_device(const void *a, const void *b)
{
	const dev_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

bool devices_hold(const struct devices *d, dev_t device)
{
	return (d->own && device == d->own) || (d->count && bsearch(&device, d->at, d->count, sizeof(device), by_device));
}

/* Its arguments joined by spaces; what has none is named in brackets. */
static void read_command(const struct procfs *p, const struct stat_line *stat, struct arena *arena, struct holder *out)
{
	char text[COMMAND_ROOM];
	ssize_t n = procfs_read(p, out->pid, 0, "cmdline", text, sizeof(text));

	while (n > 0 && text[n - 1] == '\0')
		n--;
	for (ssize_t i = 0; i < n; i++)
		if (text[i] == '\0')
			text[i] = ' ';
	if (n <= 0)
		n = snprintf(text, sizeof(text), "[%.*s]", (int)stat->comm_length, stat->comm);
	out->command = keep(arena, text, (size_t)n);
}

static bool read_stat(const struct procfs *p, struct arena *arena, struct holder *out)
{
	char text[STAT_ROOM];
	ssize_t n = procfs_read(p, out->pid, 0, "stat", text, sizeof(text));
	struct stat_line stat;

	if (n <= 0 || !stat_parse(text, (size_t)n, &stat))
		return false;
	out->threads = stat.threads;
	snprintf(out->comm, sizeof(out->comm), "%.*s", (int)stat.comm_length, stat.comm);
	out->is_empty = (stat.flags & STAT_FLAG_KTHREAD) || stat.state == 'Z' || stat.state == 'X';
	read_command(p, &stat, arena, out);
	return true;
}

/* False when it has no memory any more: it is about to end. */
static bool read_memory(const struct procfs *p, struct holder *out)
{
	char text[STATUS_ROOM > ROLLUP_ROOM ? STATUS_ROOM : ROLLUP_ROOM];
	ssize_t n = procfs_read(p, out->pid, 0, "status", text, sizeof(text));

	out->has_status = n > 0 && status_parse(text, (size_t)n, &out->status);
	if (out->is_empty) {
		out->has_rollup = true;
		return true;
	}
	n = procfs_read(p, out->pid, 0, "smaps_rollup", text, sizeof(text));
	out->has_rollup = n > 0 && rollup_parse(text, (size_t)n, &out->rollup);
	return n > 0 || (n < 0 && errno != ESRCH);
}

/* What was found last is mostly found again: several mappings of a file stand together. */
static struct find *find(const struct vec *finds, dev_t device, uint64_t inode)
{
	struct find *f = finds->data;

	for (size_t i = finds->count; i-- > 0;)
		if (f[i].inode == inode && f[i].device == device)
			return &f[i];
	return NULL;
}

static void set_stat(struct find *f, const struct stat *st)
{
	f->device = st->st_dev;
	f->inode = st->st_ino;
	f->has_bytes = true;
	f->is_deleted = st->st_nlink == 0;
	f->bytes = f->is_buffer ? (uint64_t)st->st_size : (uint64_t)st->st_blocks * 512;
	f->uid = st->st_uid;
}

static bool read_link(int dir, const char *name, char *path, size_t room)
{
	ssize_t n = readlinkat(dir, name, path, room - 1);

	if (n < 0)
		return false;
	path[n] = '\0';
	return true;
}

/* One descriptor. Most are told by their device; a dma-buf only by its name, and like other files of the kernel's own it has
 * no type. */
static void look_at_file(int dir, const char *name, const struct devices *shared, struct arena *arena, struct vec *finds)
{
	struct find *f;
	struct stat st;
	char path[4096];
	bool is_shared, is_buffer;

	if (fstatat(dir, name, &st, 0) != 0)
		return;
	is_shared = devices_hold(shared, st.st_dev) && S_ISREG(st.st_mode);
	if ((!is_shared && (st.st_mode & S_IFMT) != 0) || find(finds, st.st_dev, st.st_ino) || !read_link(dir, name, path, sizeof(path)))
		return;
	is_buffer = strncmp(path, "/dmabuf:", 8) == 0;
	if (!is_shared && !is_buffer)
		return;
	f = vec_push(finds);
	f->is_buffer = is_buffer;
	f->path = keep(arena, path, strlen(path));
	set_stat(f, &st);
}

static void read_files(const struct procfs *p, const struct devices *shared, struct arena *arena, struct holder *out, struct vec *finds)
{
	char path[32];
	int fd;
	DIR *dir;
	const struct dirent *d;
	size_t seen = 0;

	snprintf(path, sizeof(path), "%d/fd", (int)out->pid);
	fd = openat(p->root, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	dir = fd >= 0 ? fdopendir(fd) : NULL;
	if (!dir)
		return;
	while ((d = readdir(dir)) && !out->has_more) {
		if (d->d_name[0] == '.')
			continue;
		look_at_file(fd, d->d_name, shared, arena, finds);
		out->has_more = ++seen >= MOST_FILES || finds->count >= MOST_FINDS;
	}
	closedir(dir);
}

/* A file that is only mapped is looked at by way of its mapping: that takes CAP_CHECKPOINT_RESTORE. */
static void look_at_mapping(const struct procfs *p, pid_t pid, const struct mapped_file *m, struct arena *arena, struct vec *finds)
{
	struct find *f = find(finds, m->device, m->inode);
	struct stat st;
	char path[96];

	if (f) {
		f->is_mapped = true;
		return;
	}
	f = vec_push(finds);
	f->is_mapped = true;
	f->device = m->device;
	f->inode = m->inode;
	f->path = keep(arena, m->path, m->path_length);
	snprintf(path, sizeof(path), "%d/map_files/%llx-%llx", (int)pid, (unsigned long long)m->start, (unsigned long long)m->end);
	if (fstatat(p->root, path, &st, 0) == 0 && st.st_ino == m->inode && st.st_dev == m->device)
		set_stat(f, &st);
}

static void read_maps(const struct procfs *p, const struct devices *shared, struct arena *arena, struct holder *out, struct vec *finds)
{
	int fd = procfs_open_file(p, out->pid, "maps");
	struct mapped_file m;
	struct text_at t, line;
	struct vec text;

	if (fd < 0)
		return;
	vec_init(&text, 1);
	whole_file_take(fd, MOST_MAPS, &text);
	t = (struct text_at){ text.data, (const char *)text.data + text.count };
	while (text_line(&t, &line) && finds->count < MOST_FINDS)
		if (mapped_file_parse(line.at, (size_t)(line.end - line.at), &m) && m.inode && devices_hold(shared, m.device))
			look_at_mapping(p, out->pid, &m, arena, finds);
	vec_free(&text);
}

static void read_finds(const struct procfs *p, const struct devices *shared, struct arena *arena, struct holder *out)
{
	struct vec finds;
	struct find *kept;

	vec_init(&finds, sizeof(struct find));
	read_files(p, shared, arena, out, &finds);
	/* To list the mappings of a process takes its lock: only where it holds shared memory. */
	if (out->rollup.pss_shmem || (out->has_status && out->status.shmem))
		read_maps(p, shared, arena, out, &finds);
	if (finds.count) {
		kept = arena_take(arena, finds.count * sizeof(*kept));
		memcpy(kept, finds.data, finds.count * sizeof(*kept));
		out->finds = kept;
		out->find_count = finds.count;
	}
	vec_free(&finds);
}

bool holder_read(const struct procfs *p, pid_t pid, const struct devices *shared, struct arena *arena, struct holder *out)
{
	*out = (struct holder){ .pid = pid };
	if (!read_stat(p, arena, out))
		return false;
	out->has_uid = procfs_owner(p, pid, &out->uid);
	if (!read_memory(p, out))
		return false;
	if (!out->is_empty)
		read_finds(p, shared, arena, out);
	return true;
}

static size_t room_of(const char *text)
{
	return strlen(text) + 1;
}

static const char *move_text(char **at, const char *text)
{
	char *to = *at;

	*at = stpcpy(to, text) + 1;
	return to;
}

void holder_pack(struct holder *h)
{
	size_t room = h->find_count * sizeof(struct find) + room_of(h->command);
	struct find *finds;
	char *at;

	for (size_t i = 0; i < h->find_count; i++)
		room += room_of(h->finds[i].path);
	h->block = finds = memory_new(room);
	if (h->find_count)
		memcpy(finds, h->finds, h->find_count * sizeof(*finds));
	at = (char *)(finds + h->find_count);
	h->command = move_text(&at, h->command);
	for (size_t i = 0; i < h->find_count; i++)
		finds[i].path = move_text(&at, finds[i].path);
	h->finds = finds;
}

void holder_free(struct holder *h)
{
	free(h->block);
	h->block = NULL;
}
