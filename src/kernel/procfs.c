/* procfs.c - opens, lists and reads below the root of a procfs. Understands no file's contents. */
#define _GNU_SOURCE
#include "procfs.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/magic.h>
#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#define LIST_BYTES 32768

/* Writes the number and returns the end. Paths are built by hand: a scan builds one for each process. */
static char *put_number(char *at, unsigned n)
{
	char digits[10];
	int i = 0;

	do
		digits[i++] = (char)('0' + n % 10);
	while (n /= 10);
	while (i)
		*at++ = digits[--i];
	return at;
}

static char *put_text(char *at, const char *text)
{
	return stpcpy(at, text);
}

static bool is_pid(const char *name)
{
	size_t digits = strspn(name, "0123456789");

	return digits > 0 && digits < 10 && name[digits] == '\0';
}

/* A procfs of our own pid namespace names us in its link "self". */
static bool holds_us(int root)
{
	struct statfs fs;
	char self[16];
	ssize_t n = readlinkat(root, "self", self, sizeof(self) - 1);

	if (n <= 0 || fstatfs(root, &fs) != 0 || fs.f_type != PROC_SUPER_MAGIC)
		return false;
	self[n] = '\0';
	return atoi(self) == getpid();
}

bool procfs_open(struct procfs *p, const char *dir, struct err *e)
{
	struct vec pids;
	bool any;

	*p = (struct procfs){ .root = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC) };
	if (p->root < 0)
		return err_set(e, "cannot open %s: %s", dir, strerror(errno));
	p->is_living = holds_us(p->root);
	vec_init(&p->list, 1);
	vec_reserve(&p->list, LIST_BYTES);
	vec_init(&pids, sizeof(pid_t));
	procfs_pids(p, &pids);
	any = pids.count > 0;
	vec_free(&pids);
	if (any)
		return true;
	procfs_close(p);
	return err_set(e, "%s lists no process: is it a mounted /proc?", dir);
}

void procfs_close(struct procfs *p)
{
	close(p->root);
	vec_free(&p->list);
}

bool procfs_again(struct procfs *out, const struct procfs *p)
{
	*out = (struct procfs){ .root = openat(p->root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC), .is_living = p->is_living };
	if (out->root < 0)
		return false;
	vec_init(&out->list, 1);
	vec_reserve(&out->list, LIST_BYTES);
	return true;
}

static int by_pid(const void *a, const void *b)
{
	const pid_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

void pids_sort(struct vec *pids)
{
	if (pids->count)
		qsort(pids->data, pids->count, sizeof(pid_t), by_pid);
}

bool pids_hold(const struct vec *pids, pid_t pid)
{
	return pids->count && bsearch(&pid, pids->data, pids->count, sizeof(pid_t), by_pid);
}

/* The numeric names of an open directory. The kernel lists them in ascending order; a copy on disk may not. */
static void list_numbers(int dir, void *scratch, size_t room, struct vec *numbers)
{
	pid_t last = 0;
	bool sorted = true;
	ssize_t n;

	while ((n = getdents64(dir, scratch, room)) > 0) {
		for (ssize_t at = 0; at < n;) {
			const struct dirent64 *d = (const void *)((const char *)scratch + at);
			at += d->d_reclen;
			if (!is_pid(d->d_name))
				continue;
			pid_t pid = atoi(d->d_name);
			*(pid_t *)vec_push(numbers) = pid;
			sorted = sorted && pid > last;
			last = pid;
		}
	}
	if (!sorted)
		pids_sort(numbers);
}

void procfs_pids(struct procfs *p, struct vec *pids)
{
	vec_resize(pids, 0);
	lseek(p->root, 0, SEEK_SET);
	list_numbers(p->root, p->list.data, p->list.count, pids);
}

void procfs_threads(struct procfs *p, pid_t pid, struct vec *tids)
{
	char path[32];
	int dir;

	vec_resize(tids, 0);
	put_text(put_number(path, (unsigned)pid), "/task");
	dir = openat(p->root, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (dir < 0)
		return;
	list_numbers(dir, p->list.data, p->list.count, tids);
	close(dir);
}

/* The files that we read come whole in one read(2) when the room is enough: a second one would only say "end". */
static ssize_t read_at(int root, const char *path, char *out, size_t room)
{
	int fd = openat(root, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK), error;
	ssize_t n;

	if (fd < 0)
		return -1;
	do
		n = read(fd, out, room);
	while (n < 0 && errno == EINTR);
	error = errno;
	close(fd);
	errno = error;
	return n;
}

ssize_t procfs_read(const struct procfs *p, pid_t pid, pid_t tid, const char *file, char *out, size_t room)
{
	char path[64], *at = put_number(path, (unsigned)pid);

	if (tid)
		at = put_number(put_text(at, "/task/"), (unsigned)tid);
	put_text(put_text(at, "/"), file);
	return read_at(p->root, path, out, room);
}

#define PATH_ROOM 64

/* "123/fd/4" */
static char *path_of(char path[PATH_ROOM], pid_t pid, const char *file)
{
	put_text(put_text(put_number(path, (unsigned)pid), "/"), file);
	return path;
}

int procfs_open_file(const struct procfs *p, pid_t pid, const char *file)
{
	char path[PATH_ROOM];

	return openat(p->root, path_of(path, pid, file), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
}

bool procfs_read_all(const struct procfs *p, pid_t pid, const char *file, size_t most, struct vec *bytes)
{
	int fd = procfs_open_file(p, pid, file), error;
	ssize_t n;

	bytes->count = 0;
	if (fd < 0)
		return false;
	do {
		size_t had = bytes->count, more = had + LIST_BYTES < most ? LIST_BYTES : most - had;
		vec_reserve(bytes, had + more + 1);
		n = read(fd, (char *)bytes->data + had, more);
		bytes->count = n > 0 ? had + (size_t)n : had;
	} while (n > 0 || (n < 0 && errno == EINTR));
	error = errno;
	close(fd);
	((char *)bytes->data)[bytes->count] = '\0';
	errno = error;
	return n == 0;
}

ssize_t procfs_link(const struct procfs *p, pid_t pid, const char *file, char *out, size_t room)
{
	char path[PATH_ROOM];

	return readlinkat(p->root, path_of(path, pid, file), out, room);
}

bool procfs_stat(const struct procfs *p, pid_t pid, const char *file, struct stat *out)
{
	char path[PATH_MAX];
	int n = snprintf(path, sizeof(path), "%u/%s", (unsigned)pid, file);

	if (n < 0 || (size_t)n >= sizeof(path)) {
		errno = ENAMETOOLONG;
		return false;
	}
	return fstatat(p->root, path, out, 0) == 0;
}

bool procfs_numbers(const struct procfs *p, pid_t pid, const char *dir, struct vec *numbers)
{
	alignas(struct dirent64) char scratch[4096];
	int fd = procfs_open_file(p, pid, dir);

	vec_resize(numbers, 0);
	if (fd < 0)
		return false;
	list_numbers(fd, scratch, sizeof(scratch), numbers);
	close(fd);
	return true;
}

ssize_t procfs_read_machine(const struct procfs *p, const char *file, char *out, size_t room)
{
	return read_at(p->root, file, out, room);
}

bool procfs_owner(const struct procfs *p, pid_t pid, uid_t *uid)
{
	struct stat st;
	char path[16];

	*put_number(path, (unsigned)pid) = '\0';
	if (fstatat(p->root, path, &st, 0) != 0)
		return false;
	*uid = st.st_uid;
	return true;
}

#define FIRST_PIDS 0xeffffffcu     /* the inode of the machine's own pid namespace: PROC_PID_INIT_INO */

bool procfs_is_nested(const struct procfs *p)
{
	struct stat st;

	return p->is_living && fstatat(p->root, "self/ns/pid", &st, 0) == 0 && st.st_ino != FIRST_PIDS;
}
