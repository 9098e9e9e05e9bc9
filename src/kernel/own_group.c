/* own_group.c - makes a control group, fills it, empties it, removes it. Understands none of its figures: see cgroup_tree.c. */
#define _GNU_SOURCE
#include "own_group.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "group_kill.h"
#include "meminfo.h"

#define ROUNDS 200           /* in which one that forks all the time is emptied */
#define PAUSE 1000000        /* nanoseconds between two of them in which nobody is there any more */

static ssize_t read_text(int dir, const char *file, char *text, size_t room)
{
	int fd = openat(dir, file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	ssize_t n = fd >= 0 ? read(fd, text, room - 1) : -1;

	if (fd >= 0)
		close(fd);
	text[n > 0 ? n : 0] = '\0';
	return n;
}

static bool has_word(int dir, const char *file, const char *word)
{
	char text[4096];
	const char *rest;

	read_text(dir, file, text, sizeof(text));
	for (char *at = strtok_r(text, " \n", (char **)&rest); at; at = strtok_r(NULL, " \n", (char **)&rest))
		if (strcmp(at, word) == 0)
			return true;
	return false;
}

/* ---- making it ----------------------------------------------------------------------------------------------------------------- */

static void shut(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* Its own memory is counted, and not that of the group above only. */
static bool is_counted(const struct own_group *g)
{
	return faccessat(g->dir, g->tree.version == CGROUP_V1 ? "memory.max_usage_in_bytes" : "memory.current", R_OK, 0) == 0;
}

static void turn_on(struct own_group *g)
{
	if (g->tree.version == CGROUP_V2 && !has_word(g->above, "cgroup.subtree_control", "memory"))
		g->has_turned_on = cgroup_file_write(g->above, "cgroup.subtree_control", "+memory");
}

static void undo(struct own_group *g)
{
	unlinkat(g->above, g->name, AT_REMOVEDIR);
	if (g->has_turned_on)
		cgroup_file_write(g->above, "cgroup.subtree_control", "-memory");
	g->has_turned_on = false;
	shut(&g->dir);
	shut(&g->procs);
	shut(&g->above);
}

static bool failed(struct own_group *g, struct err *why, const char *what)
{
	err_set(why, "%s: %s", what, strerror(errno));
	undo(g);
	return false;
}

/* In the directory "above", which is g's from now on. */
static bool make_in(struct own_group *g, int above, struct err *why)
{
	g->above = above;
	turn_on(g);
	snprintf(g->name, sizeof(g->name), "ramtop-run-%d", (int)getpid());
	/* One of ours that was left behind by another with this pid. */
	unlinkat(above, g->name, AT_REMOVEDIR);
	if (mkdirat(above, g->name, 0755) != 0)
		return failed(g, why, "no control group can be made");
	g->dir = openat(above, g->name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	g->procs = g->dir < 0 ? -1 : openat(g->dir, "cgroup.procs", O_WRONLY | O_CLOEXEC);
	if (g->procs < 0)
		return failed(g, why, "a control group was made, but may not be used");
	if (!is_counted(g)) {
		errno = EOPNOTSUPP;
		return failed(g, why, "the memory controller cannot be turned on");
	}
	return true;
}

/* Whether going there and back is allowed: tried by a process that does nothing else, in no time. */
static bool can_enter(const struct own_group *g)
{
	pid_t pid = vfork();

	if (pid == 0)
		_exit(own_group_enter(g) ? 0 : errno);
	if (pid < 0)
		return false;
	siginfo_t end;
	while (waitid(P_PID, (id_t)pid, &end, WEXITED) != 0)
		if (errno != EINTR)
			return false;
	errno = end.si_status;
	return end.si_code == CLD_EXITED && end.si_status == 0;
}

/* The path of our own group, and its directory. */
static int open_home(struct own_group *g, const struct procfs *p, struct err *why)
{
	char text[2 * CGROUP_PATH];
	ssize_t n = procfs_read(p, getpid(), 0, "cgroup", text, sizeof(text));
	struct cgroup_span path, rest;
	char place[CGROUP_PATH];
	int fd;

	if (n <= 0 || g->tree.dir < 0 || !cgroup_path_parse(text, (size_t)n, &path) || !cgroup_below(g->tree.root, path, &rest)) {
		err_set(why, "no control groups with memory are to be seen here");
		return -1;
	}
	snprintf(g->path, sizeof(g->path), "%.*s", (int)path.length, path.bytes);
	snprintf(place, sizeof(place), "%.*s", rest.length ? (int)rest.length : 1, rest.length ? rest.bytes : ".");
	fd = openat(g->tree.dir, place, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		err_set(why, "our own control group %s: %s", g->path, strerror(errno));
	return fd;
}

/* What leaves this group leaves no limit of it. */
static bool is_free(int home)
{
	static const char *const limits[] = { "memory.max", "memory.high", "memory.swap.max" };

	for (size_t i = 0; i < ARRAY_LEN(limits); i++)
		if (faccessat(home, limits[i], F_OK, 0) == 0 && !has_word(home, limits[i], "max"))
			return false;
	return true;
}

static void set_path(struct own_group *g, bool is_beside)
{
	char *end = g->path + strlen(g->path);

	if (is_beside)
		end = strrchr(g->path, '/');
	if (end == g->path + 1 && g->path[0] == '/')
		end = g->path;
	snprintf(end, sizeof(g->path) - (size_t)(end - g->path), "/%s", g->name);
}

static bool try_in(struct own_group *g, int above, bool is_beside, struct err *why)
{
	if (!make_in(g, above, why))
		return false;
	if (!can_enter(g))
		return failed(g, why, "no process may be put into a control group");
	set_path(g, is_beside);
	return true;
}

bool own_group_open(struct own_group *g, const struct procfs *p, struct err *why)
{
	int home;
	bool ok;

	*g = (struct own_group){ .above = -1, .dir = -1, .procs = -1, .home = -1 };
	cgroup_tree_find(&g->tree, p);
	home = open_home(g, p, why);
	ok = home >= 0 && try_in(g, openat(home, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC), false, why);
	if (home >= 0 && !ok && g->tree.version == CGROUP_V2 && strcmp(g->path, "/") != 0 && is_free(home))
		ok = try_in(g, openat(home, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC), true, why);
	if (ok)
		g->home = openat(home, "cgroup.procs", O_WRONLY | O_CLOEXEC);
	shut(&home);
	if (!ok)
		cgroup_tree_close(&g->tree);
	return ok;
}

bool own_group_enter(const struct own_group *g)
{
	return write(g->procs, "0", 1) == 1;
}

bool own_group_read(const struct own_group *g, struct cgroup_counts *out)
{
	return cgroup_tree_read(&g->tree, (struct cgroup_span){ g->path, strlen(g->path) }, out);
}

bool own_group_pressure(const struct own_group *g, struct pressure *out)
{
	char text[PRESSURE_ROOM];
	ssize_t n = read_text(g->dir, "memory.pressure", text, sizeof(text));

	return n > 0 && pressure_parse(text, (size_t)n, out);
}

/* ---- emptying it --------------------------------------------------------------------------------------------------------------- */

void own_group_kill(const struct own_group *g)
{
	if (g->dir >= 0)
		group_kill(g->dir);
}

static void remove_one(void *to, int above, const char *name, int dir)
{
	const struct own_group *g = to;
	struct vec pids;
	char word[24];

	vec_init(&pids, sizeof(pid_t));
	for (int i = 0; i < ROUNDS && unlinkat(above, name, AT_REMOVEDIR) != 0 && errno == EBUSY; i++) {
		group_list(dir, &pids);
		/* It may be busy with the last of who has ended. */
		if (pids.count == 0)
			nanosleep(&(struct timespec){ 0, PAUSE }, NULL);
		for (size_t k = 0; k < pids.count && g->home >= 0; k++) {
			int n = snprintf(word, sizeof(word), "%d", (int)((pid_t *)pids.data)[k]);
			if (write(g->home, word, (size_t)n) < 0 && errno != ESRCH)
				break;
		}
	}
	vec_free(&pids);
}

void own_group_close(struct own_group *g)
{
	if (g->dir < 0)
		return;
	group_walk(g->dir, remove_one, g);
	remove_one(g, g->above, g->name, g->dir);
	undo(g);
	shut(&g->home);
	cgroup_tree_close(&g->tree);
}
