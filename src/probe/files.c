/* files.c - the open files of a process: what each is, how large, where it is read or written, and its locks. Opens none of them. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "inspection.h"

#define FILES_MOST 100000
#define FDINFO_MOST (1 << 20)     /* bytes: of a file with a great many locks */

/* By how the link begins: the first that fits. */
static const struct { const char *begins, *kind; } named_kinds[] = {
	{ "/memfd:",            "memfd" },     { "anon_inode:[event", "event" },   { "anon_inode:[signal", "signal" },
	{ "anon_inode:[timer",  "timer" },     { "anon_inode:inotify", "notify" }, { "anon_inode:[pidfd", "pidfd" },
	{ "anon_inode:[io_uring", "io_uring" }, { "anon_inode:bpf", "bpf" },       { "anon_inode:", "anon" },
	{ "/dmabuf:",           "dma-buf" },   { "/SYSV", "shm" },                 { "/dev/shm/", "shm" },
};

static bool begins(const char *text, size_t length, const char *with)
{
	return length >= strlen(with) && memcmp(text, with, strlen(with)) == 0;
}

static const char *kind_of(const struct file_row *f, const struct stat *st)
{
	for (size_t i = 0; i < ARRAY_LEN(named_kinds); i++)
		if (begins(f->path, f->path_length, named_kinds[i].begins))
			return named_kinds[i].kind;
	if (!st)
		return "?";
	switch (st->st_mode & S_IFMT) {
	case S_IFREG:  return "file";
	case S_IFDIR:  return "dir";
	case S_IFSOCK: return "socket";
	case S_IFIFO:  return "pipe";
	case S_IFCHR:  return begins(f->path, f->path_length, "/dev/pts/") || begins(f->path, f->path_length, "/dev/tty") ? "tty" : "device";
	case S_IFBLK:  return "disk";
	default:       return "anon";
	}
}

/* A name may end like that by itself; a file without any other name has no link to it. */
static void cut_deleted(struct file_row *f, const struct stat *st)
{
	size_t n = strlen(MAPPING_DELETED);

	f->is_deleted = f->path_length > n && memcmp(f->path + f->path_length - n, MAPPING_DELETED, n) == 0 && (!st || st->st_nlink == 0);
	if (f->is_deleted)
		f->path_length -= n;
}

static const char *access_of(unsigned flags)
{
	return (flags & O_PATH) ? "-" : (flags & O_ACCMODE) == O_RDONLY ? "r" : (flags & O_ACCMODE) == O_WRONLY ? "w" : "rw";
}

static void add_locks(struct inspection *i, const struct file_row *f, const char *text, size_t length)
{
	struct text_at t = { text, text + length };
	struct file_lock lock;

	while (file_lock_next(&t, &lock))
		*(struct lock_row *)vec_push(&i->locks) = (struct lock_row){
			.fd = f->fd, .lock = lock, .path = f->path, .path_length = f->path_length + (f->is_deleted ? strlen(MAPPING_DELETED) : 0),
		};
}

/* Its beginning is mostly all of it. */
static void add_info(struct inspection *i, struct file_row *f)
{
	const struct subject *s = &i->subject;
	char name[32], text[FDINFO_ROOM];
	const char *all = text;
	struct fdinfo info;
	ssize_t n;

	snprintf(name, sizeof(name), "fdinfo/%d", f->fd);
	n = procfs_read(s->proc, s->pid, 0, name, text, sizeof(text));
	f->has_info = n > 0 && fdinfo_parse(text, (size_t)n, &info);
	if (n < 0 && (errno == EACCES || errno == EPERM))
		i->locks_end = PROBE_FORBIDDEN;
	if (!f->has_info)
		return;
	f->position = info.position;
	f->access = access_of(info.flags);
	if (n == sizeof(text) && procfs_read_all(s->proc, s->pid, name, FDINFO_MOST, &i->bytes)) {
		all = i->bytes.data;
		n = (ssize_t)i->bytes.count;
	}
	add_locks(i, f, all, (size_t)n);
}

static void add_file(struct inspection *i, int fd)
{
	const struct procfs *proc = i->subject.proc;
	char name[32], path[PATH_MAX + 16];
	struct file_row *f;
	struct stat st;
	ssize_t n;
	bool has_stat;

	snprintf(name, sizeof(name), "fd/%d", fd);
	n = procfs_link(proc, i->subject.pid, name, path, sizeof(path));
	if (n < 0)
		return;
	has_stat = procfs_stat(proc, i->subject.pid, name, &st);
	f = vec_push(&i->files);
	*f = (struct file_row){ .fd = fd, .path = inspection_keep(i, path, (size_t)n), .path_length = (size_t)n, .access = "?" };
	f->kind = kind_of(f, has_stat ? &st : NULL);
	cut_deleted(f, has_stat ? &st : NULL);
	if (has_stat && S_ISREG(st.st_mode)) {
		f->has_size = true;
		f->size = (uint64_t)st.st_size;
		f->held = (uint64_t)st.st_blocks * 512;
	}
	add_info(i, f);
}

void files_read(struct inspection *i)
{
	const struct subject *s = &i->subject;
	struct vec fds;

	vec_init(&fds, sizeof(pid_t));
	i->files_end = procfs_numbers(s->proc, s->pid, "fd", &fds) ? PROBE_READ : subject_failed(s, errno);
	for (size_t k = 0; k < fds.count && k < FILES_MOST && i->files_end == PROBE_READ; k++) {
		add_file(i, ((const pid_t *)fds.data)[k]);
		i->files_end = subject_check(s);
	}
	vec_free(&fds);
	if (i->files_end == PROBE_READ && !subject_lives(s))
		i->files_end = PROBE_GONE;
	/* They are as complete as the files are, if each of them told. */
	if (i->locks_end == PROBE_UNREAD || i->files_end != PROBE_READ)
		i->locks_end = i->files_end;
}
