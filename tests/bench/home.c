/* home.c - makes and removes a home directory. Does not know what lives there. */
#define _GNU_SOURCE
#include "home.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_OPEN_DIRS = 8 };

bool home_open(struct home *home, uid_t uid, gid_t gid)
{
	const char *tmp = getenv("TMPDIR");
	int n = snprintf(home->path, sizeof home->path, "%s/bench-home-XXXXXX", tmp && *tmp ? tmp : "/tmp");

	if (n < 0 || (size_t)n >= sizeof home->path || !mkdtemp(home->path))
		return false;
	if (chown(home->path, uid, gid) == 0)
		return true;
	rmdir(home->path);
	return false;
}

bool home_write(const struct home *home, const char *file, const char *text, uid_t uid, gid_t gid)
{
	char path[512];
	bool ok;
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", home->path, file);
	for (char *p = path + strlen(home->path) + 1; (p = strchr(p, '/')); p++) {
		*p = '\0';
		ok = mkdir(path, 0755) == 0 && chown(path, uid, gid) == 0;
		*p = '/';
		if (!ok)
			return false;
	}
	f = fopen(path, "we");
	if (!f)
		return false;
	ok = fputs(text, f) >= 0;
	ok = fclose(f) == 0 && ok;
	return ok && chown(path, uid, gid) == 0;
}

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
	(void)st;
	(void)flag;
	(void)ftw;
	return remove(path);
}

void home_close(struct home *home)
{
	nftw(home->path, remove_one, MAX_OPEN_DIRS, FTW_DEPTH | FTW_PHYS);
	home->path[0] = '\0';
}
