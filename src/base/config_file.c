/* config_file.c - reads and replaces one file. Knows not what is in it. */
#define _GNU_SOURCE
#include "config_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "regular_file.h"

#define MOST (1 << 18)       /* bytes */
#define FRESH ".ramtop-config-%d.new"

bool config_place(struct config_file *f, const char *asked, struct err *e)
{
	const char *xdg = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
	int length;

	f->path[0] = '\0';
	f->is_ours = !asked;
	if (asked)
		length = snprintf(f->path, sizeof(f->path), "%s", asked);
	else if (xdg && xdg[0] == '/')
		length = snprintf(f->path, sizeof(f->path), "%s/ramtop/config", xdg);
	else if (home && home[0] == '/')
		length = snprintf(f->path, sizeof(f->path), "%s/.config/ramtop/config", home);
	else
		return err_set(e, "settings have no place: neither XDG_CONFIG_HOME nor HOME is set");
	if (length < (int)sizeof(f->path))
		return true;
	f->path[0] = '\0';
	return err_set(e, "settings have no place: the path is too long");
}

void config_name(const struct config_file *f, char *out, size_t room)
{
	const char *home = getenv("HOME");
	size_t n = home ? strlen(home) : 0;

	if (n > 1 && strncmp(f->path, home, n) == 0 && f->path[n] == '/')
		snprintf(out, room, "~%s", f->path + n);
	else
		snprintf(out, room, "%s", f->path);
}

static bool fail(const struct config_file *f, const char *why, struct err *e)
{
	return err_set(e, "%.400s: %s", f->path, why);
}

/* All of an open file. */
static bool read_all(const struct config_file *f, int fd, struct vec *text, struct err *e)
{
	struct err why;

	return regular_file_take(fd, MOST, text, &why) || fail(f, why.text, e);
}

bool config_load(const struct config_file *f, struct vec *text, struct err *e)
{
	bool ok;
	int fd;

	text->count = 0;
	if (!f->path[0])
		return true;
	fd = regular_file_open(f->path);
	if (fd < 0)
		return errno == ENOENT || errno == ENOTDIR ? true : fail(f, strerror(errno), e);
	ok = read_all(f, fd, text, e);
	close(fd);
	return ok;
}

/* ---- the directory ------------------------------------------------------------------------------------------------------------- */

static void split(const char *path, char dir[PATH_MAX], const char **name)
{
	const char *slash = strrchr(path, '/');

	*name = slash ? slash + 1 : path;
	snprintf(dir, PATH_MAX, "%.*s", slash ? (int)(slash > path ? slash - path : 1) : 1, slash ? path : ".");
}

static bool is_mine(int fd)
{
	struct stat st;

	return fstat(fd, &st) == 0 && st.st_uid == geteuid();
}

/* Opens a directory of our own; what is missing of the last levels is made. */
static int open_own(const char *path, int levels, struct err *e)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | (levels == 2 ? O_NOFOLLOW : 0)), above;
	char dir[PATH_MAX];
	const char *name;

	if (fd < 0 && errno == ENOENT && levels > 0) {
		split(path, dir, &name);
		above = open_own(dir, levels - 1, e);
		if (above < 0)
			return -1;
		if (mkdirat(above, name, 0700) == 0 || errno == EEXIST)
			fd = openat(above, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
		close(above);
	}
	if (fd < 0) {
		err_set(e, "%.400s: %s", path, errno == ELOOP || errno == ENOTDIR ? "no directory, or a symbolic link to one" : strerror(errno));
		return -1;
	}
	if (is_mine(fd))
		return fd;
	close(fd);
	err_set(e, "%.400s belongs to another user", path);
	return -1;
}

static int open_dir(const struct config_file *f, const char **name, struct err *e)
{
	char dir[PATH_MAX];
	int fd;

	split(f->path, dir, name);
	if (f->is_ours)
		return open_own(dir, 2, e);
	fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		err_set(e, "%.400s: %s", dir, strerror(errno));
	return fd;
}

/* ---- the file ------------------------------------------------------------------------------------------------------------------ */

/* What is there now, and its rights. */
static bool read_old(const struct config_file *f, int dir, const char *name, struct vec *text, mode_t *mode, struct err *e)
{
	int fd = openat(dir, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW);
	struct stat st;
	bool ok;

	text->count = 0;
	*mode = 0600;
	if (fd < 0 && errno == ENOENT)
		return true;
	if (fd < 0)
		return fail(f, errno == ELOOP ? "a symbolic link, through which nothing is written" : strerror(errno), e);
	if (fstat(fd, &st) != 0)
		ok = fail(f, strerror(errno), e);
	else if (S_ISREG(st.st_mode) && st.st_uid != geteuid())
		ok = fail(f, "belongs to another user", e);
	else
		ok = read_all(f, fd, text, e);
	close(fd);
	*mode = ok ? st.st_mode & 0777 : 0600;
	return ok;
}

static bool write_all(int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t n = write(fd, bytes, length);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		bytes += n;
		length -= (size_t)n;
	}
	return true;
}

/* A new file takes the old one's place when all of it is on the disk. */
static bool write_new(const struct config_file *f, int dir, const char *name, const struct vec *text, mode_t mode, struct err *e)
{
	char fresh[64];
	int fd, error;
	bool ok;

	snprintf(fresh, sizeof(fresh), FRESH, (int)getpid());
	/* One of this name was left behind by somebody who had our pid and is no more: there is a lock. */
	unlinkat(dir, fresh, 0);
	fd = openat(dir, fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
	if (fd < 0)
		return fail(f, strerror(errno), e);
	ok = write_all(fd, text->data, text->count) && fsync(fd) == 0;
	error = errno;
	if (close(fd) != 0 && ok) {
		ok = false;
		error = errno;
	}
	if (ok && renameat(dir, fresh, dir, name) == 0)
		return true;
	error = ok ? errno : error;
	unlinkat(dir, fresh, 0);
	return fail(f, strerror(error), e);
}

static bool change_in(const struct config_file *f, int dir, const char *name, void (*change)(void *, struct vec *), void *with,
                      struct err *e)
{
	struct vec text, before;
	mode_t mode;
	bool ok;

	vec_init(&text, 1);
	vec_init(&before, 1);
	ok = read_old(f, dir, name, &text, &mode, e);
	if (ok) {
		vec_reserve(&before, text.count);
		if (text.count)
			memcpy(before.data, text.data, text.count);
		change(with, &text);
		if (text.count > MOST)
			ok = fail(f, "it would be too large to be read again", e);
		else if (text.count != before.count || (text.count && memcmp(text.data, before.data, text.count) != 0))
			ok = write_new(f, dir, name, &text, mode, e);
	}
	vec_free(&text);
	vec_free(&before);
	return ok;
}

bool config_change(const struct config_file *f, void (*change)(void *with, struct vec *text), void *with, struct err *e)
{
	const char *name;
	bool ok;
	int dir;

	if (!f->path[0])
		return err_set(e, "settings have no place");
	/* With another's rights we would leave a file behind that its owner cannot change. */
	if (getuid() != geteuid())
		return fail(f, "not written with the rights of another user", e);
	dir = open_dir(f, &name, e);
	if (dir < 0)
		return false;
	/* The directory itself is the lock: it stays when the file is replaced. */
	ok = flock(dir, LOCK_EX) == 0 || fail(f, strerror(errno), e);
	ok = ok && change_in(f, dir, name, change, with, e);
	close(dir);
	return ok;
}
