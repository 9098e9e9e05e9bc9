/* own_group.c - makes a control group, starts processes in it, removes it. Understands none of its figures: see cgroup_tree.c. */
#define _GNU_SOURCE
#include "own_group.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "group_dir.h"
#include "meminfo.h"

#define NAME "ramtop-run-"
#define LEFT_BEHIND 60       /* seconds old */
#define INNER "command"
#define DIRECTORY (O_RDONLY | O_DIRECTORY | O_CLOEXEC)

static void shut(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static int open_procs(int dir)
{
	return openat(dir, "cgroup.procs", O_WRONLY | O_CLOEXEC);
}

/* ---- the controller ------------------------------------------------------------------------------------------------------------ */

/* Its own memory is counted, and not that of the group above only. */
static bool is_counted(const struct own_group *g)
{
	return faccessat(g->dir, g->tree.version == CGROUP_V1 ? "memory.max_usage_in_bytes" : "memory.current", R_OK, 0) == 0;
}

static void turn_on(struct own_group *g)
{
	if (g->tree.version == CGROUP_V2 && !group_dir_has(g->above, "cgroup.subtree_control", "memory"))
		g->has_turned_on = group_dir_write(g->above, "cgroup.subtree_control", "+memory");
}

/* Another ramtop has one there, which would not be counted any more. */
static bool has_another(int above)
{
	int copy = openat(above, ".", DIRECTORY);
	DIR *entries = copy >= 0 ? fdopendir(copy) : NULL;
	const struct dirent *d;
	bool found = false;

	while (entries && !found && (d = readdir(entries)))
		found = strncmp(d->d_name, NAME, strlen(NAME)) == 0;
	if (entries)
		closedir(entries);
	return found;
}

static void turn_off(struct own_group *g)
{
	if (g->has_turned_on && !has_another(g->above))
		group_dir_write(g->above, "cgroup.subtree_control", "-memory");
	g->has_turned_on = false;
}

/* ---- making it ----------------------------------------------------------------------------------------------------------------- */

static void undo(struct own_group *g)
{
	unlinkat(g->dir, INNER, AT_REMOVEDIR);
	unlinkat(g->above, g->name, AT_REMOVEDIR);
	turn_off(g);
	shut(&g->dir);
	shut(&g->inner);
	shut(&g->procs);
	shut(&g->above);
}

static bool failed(struct own_group *g, struct err *why, const char *what)
{
	err_set(why, "%s: %s", what, strerror(errno));
	undo(g);
	return false;
}

/* Where the command is: of version 2 that is one level deeper, as a group with processes has none below it that are counted. So there is
 * room in ours for those of another ramtop that the command runs, and what it measures is counted by us as well. */
static int open_inner(const struct own_group *g)
{
	if (g->tree.version == CGROUP_V1)
		return openat(g->dir, ".", DIRECTORY);
	return mkdirat(g->dir, INNER, 0755) == 0 ? openat(g->dir, INNER, DIRECTORY | O_NOFOLLOW) : -1;
}

/* In the directory "above", which is g's from now on. */
static bool make_in(struct own_group *g, int above, struct err *why)
{
	g->above = above;
	turn_on(g);
	snprintf(g->name, sizeof(g->name), NAME "%d", (int)getpid());
	/* Those that were left behind, one of another with our pid among them. */
	group_dir_remove(above, g->name, -1);
	group_dir_sweep(above, NAME, LEFT_BEHIND);
	if (mkdirat(above, g->name, 0755) != 0)
		return failed(g, why, "no control group can be made");
	g->dir = openat(above, g->name, DIRECTORY | O_NOFOLLOW);
	g->inner = g->dir < 0 ? -1 : open_inner(g);
	g->procs = g->inner < 0 ? -1 : open_procs(g->inner);
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

static void set_path(struct own_group *g, enum own_group_place place)
{
	char *end = g->path + strlen(g->path);

	if (place == OWN_GROUP_BESIDE)
		end = strrchr(g->path, '/');
	if (end == g->path + 1 && g->path[0] == '/')
		end = g->path;
	snprintf(end, sizeof(g->path) - (size_t)(end - g->path), "/%s", g->name);
}

static bool try_in(struct own_group *g, enum own_group_place place, struct err *why)
{
	if (!make_in(g, openat(g->home, place == OWN_GROUP_BESIDE ? ".." : ".", DIRECTORY), why))
		return false;
	if (!can_enter(g))
		return failed(g, why, "no process may be put into a control group");
	set_path(g, place);
	return true;
}

/* ---- finding a place for it ---------------------------------------------------------------------------------------------------- */

/* The path of our own group, and its directory. */
static bool find_home(struct own_group *g, const struct procfs *p, struct err *why)
{
	char text[2 * CGROUP_PATH];
	ssize_t n = procfs_read(p, getpid(), 0, "cgroup", text, sizeof(text));
	struct cgroup_span path;

	if (n <= 0 || !cgroup_path_parse(text, (size_t)n, &path) || (g->home = cgroup_tree_group(&g->tree, path)) < 0)
		return err_set(why, "no control groups with memory are to be seen here");
	snprintf(g->path, sizeof(g->path), "%.*s", (int)path.length, path.bytes);
	return true;
}

static bool is_alone_in(int home)
{
	struct vec pids;
	bool is_alone;

	vec_init(&pids, sizeof(pid_t));
	group_dir_list(home, &pids);
	is_alone = pids.count == 1 && *(pid_t *)pids.data == getpid();
	vec_free(&pids);
	return is_alone;
}

/* Back home, with whoever has come there. */
static void step_back(struct own_group *g)
{
	int to = open_procs(g->home);

	if (g->aside[0])
		group_dir_remove(g->home, g->aside, to);
	g->aside[0] = '\0';
	shut(&to);
}

/* Into a group below home, so that no process is in that itself. */
static bool step_aside(struct own_group *g)
{
	int dir;
	bool ok;

	snprintf(g->aside, sizeof(g->aside), "ramtop-%d", (int)getpid());
	dir = mkdirat(g->home, g->aside, 0755) == 0 || errno == EEXIST ? openat(g->home, g->aside, DIRECTORY | O_NOFOLLOW) : -1;
	ok = dir >= 0 && group_dir_write(dir, "cgroup.procs", "0");
	shut(&dir);
	if (!ok)
		step_back(g);
	return ok;
}

static bool try_places(struct own_group *g, struct err *why)
{
	struct err again;

	if (try_in(g, OWN_GROUP_BELOW, why))
		return true;
	if (g->tree.version == CGROUP_V1 || strcmp(g->path, "/") == 0)
		return false;
	if (is_alone_in(g->home) && step_aside(g)) {
		if (try_in(g, OWN_GROUP_BELOW, &again))
			return true;
		step_back(g);
	}
	if (group_dir_is_limited(g->home, 1))
		return err_set(why, "our control group has a limit, and others in it beside us");
	return try_in(g, OWN_GROUP_BESIDE, why);
}

bool own_group_open(struct own_group *g, const struct procfs *p, struct err *why)
{
	*g = (struct own_group){ .above = -1, .dir = -1, .inner = -1, .procs = -1, .home = -1 };
	cgroup_tree_find(&g->tree, p);
	if (find_home(g, p, why) && try_places(g, why))
		return true;
	shut(&g->home);
	cgroup_tree_close(&g->tree);
	return false;
}

/* ---- its life ------------------------------------------------------------------------------------------------------------------ */

pid_t own_group_fork(const struct own_group *g)
{
	struct clone_args how = { .flags = CLONE_INTO_CGROUP, .exit_signal = SIGCHLD, .cgroup = (__u64)g->inner };

	if (g->tree.version == CGROUP_V2)
		return (pid_t)syscall(SYS_clone3, &how, sizeof(how));
	errno = ENOSYS;
	return -1;
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
	ssize_t n = cgroup_file_read(g->dir, "memory.pressure", text, sizeof(text));

	return n > 0 && pressure_parse(text, (size_t)n, out);
}

void own_group_kill(const struct own_group *g)
{
	if (g->dir >= 0)
		group_dir_kill(g->dir);
}

void own_group_close(struct own_group *g)
{
	int dir, to;

	if (g->dir < 0)
		return;
	dir = openat(g->home, g->aside[0] ? g->aside : ".", DIRECTORY);
	to = open_procs(dir);
	group_dir_remove(g->above, g->name, to);
	shut(&to);
	shut(&dir);
	undo(g);
	step_back(g);
	shut(&g->home);
	cgroup_tree_close(&g->tree);
}
