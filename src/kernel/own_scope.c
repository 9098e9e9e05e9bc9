/* own_scope.c - finds the user's manager, asks it for a scope, waits for that. Makes no control group: see own_group.c. */
#define _GNU_SOURCE
#include "own_scope.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cgroup_tree.h"
#include "group_dir.h"
#include "text.h"
#include "thread.h"

#define SECOND UINT64_C(1000000000)
#define PATIENCE (2 * SECOND)    /* with the manager: to answer, and to put us there */
#define NAP 2                    /* milliseconds between two looks whether it has */

extern char **environ;

static void path_of_bus(struct sockaddr_un *to)
{
	const char *dir = getenv("XDG_RUNTIME_DIR");
	int n;

	*to = (struct sockaddr_un){ .sun_family = AF_UNIX };
	if (dir && *dir)
		n = snprintf(to->sun_path, sizeof(to->sun_path), "%s/bus", dir);
	else
		n = snprintf(to->sun_path, sizeof(to->sun_path), "/run/user/%d/bus", (int)getuid());
	if (n >= (int)sizeof(to->sun_path))
		to->sun_path[0] = '\0';
}

/* Who listens there: 0 if it is nobody of ours, or one who does not know us by the pid that we know ourselves by. Who is outside of our
 * pid namespace has none in it. */
static pid_t find_manager(const struct sockaddr_un *at)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	struct ucred who = { 0 };
	socklen_t size = sizeof(who);
	bool ok = fd >= 0 && connect(fd, (const struct sockaddr *)at, sizeof(*at)) == 0 &&
	          getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &size) == 0 && who.pid > 0 && who.uid == getuid();

	if (fd >= 0)
		close(fd);
	return ok ? who.pid : 0;
}

/* ---- may we -------------------------------------------------------------------------------------------------------------------- */

static bool read_path(const struct procfs *p, pid_t pid, char text[2 * CGROUP_PATH], struct cgroup_span *path)
{
	ssize_t n = procfs_read(p, pid, 0, "cgroup", text, 2 * CGROUP_PATH);

	return n > 0 && cgroup_path_parse(text, (size_t)n, path);
}

/* So many groups of a path are not groups of another one. */
static unsigned levels_apart(struct cgroup_span path, struct cgroup_span other)
{
	size_t shared = 0;
	unsigned levels = 0;

	for (size_t i = 0; i < path.length && i < other.length && path.bytes[i] == other.bytes[i]; i++)
		if (path.bytes[i] == '/')
			shared = i;
	for (size_t i = shared; i < path.length; i++)
		levels += path.bytes[i] == '/';
	return levels;
}

/* It makes its scopes below a group that it is in, too: whether a limit that we have does not hold there. */
static bool is_bound(const struct cgroup_tree *tree, const struct procfs *p, pid_t manager)
{
	char text[2 * CGROUP_PATH], other[2 * CGROUP_PATH];
	struct cgroup_span ours, its;
	bool found;
	int dir;

	if (!read_path(p, getpid(), text, &ours) || !read_path(p, manager, other, &its) || (dir = cgroup_tree_group(tree, ours)) < 0)
		return false;
	found = group_dir_is_limited(dir, levels_apart(ours, its));
	close(dir);
	return found;
}

/* A user's manager has no say in the memory of version 1. */
static bool may_leave(const struct procfs *p, pid_t manager, struct err *why)
{
	struct cgroup_tree tree;
	bool ok;

	cgroup_tree_find(&tree, p);
	ok = tree.version != CGROUP_V1;
	if (ok && is_bound(&tree, p, manager))
		ok = err_set(why, "a scope of systemd's would not have our control group's limit");
	cgroup_tree_close(&tree);
	return ok;
}

/* ---- asking it ----------------------------------------------------------------------------------------------------------------- */

static bool start_busctl(const char *const words[], int errors, pid_t *pid)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t usual;
	sigset_t none;
	bool ok;

	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_adddup2(&files, errors, STDERR_FILENO);
	/* We may have blocked signals that should end it. */
	sigemptyset(&none);
	posix_spawnattr_init(&usual);
	posix_spawnattr_setsigmask(&usual, &none);
	posix_spawnattr_setflags(&usual, POSIX_SPAWN_SETSIGMASK);
	ok = posix_spawnp(pid, words[0], &files, &usual, (char *const *)words, environ) == 0;
	posix_spawnattr_destroy(&usual);
	posix_spawn_file_actions_destroy(&files);
	return ok;
}

/* All that it writes until it ends, as much as fits; who takes too long is ended. */
static size_t read_errors(int fd, pid_t pid, char *text, size_t room)
{
	uint64_t end = thread_now_ns() + PATIENCE;
	struct pollfd in = { .fd = fd, .events = POLLIN };
	size_t used = 0;
	ssize_t n = 1;

	while (n > 0 && used < room && thread_now_ns() < end)
		if (poll(&in, 1, NAP) > 0) {
			n = read(fd, text + used, room - used);
			used += n > 0 ? (size_t)n : 0;
		}
	if (n != 0)
		kill(pid, SIGKILL);
	return used;
}

/* What it says why it failed, without what every such line begins with. */
static bool refused(struct err *why, const char *text, size_t length)
{
	static const char head[] = "Call failed: ";
	size_t skip = length > strlen(head) && memcmp(text, head, strlen(head)) == 0 ? strlen(head) : 0;
	const char *end = memchr(text, '\n', length);
	char shown[256];

	text_printable(shown, sizeof(shown), text + skip, (end ? (size_t)(end - text) : length) - skip, TEXT_ASCII);
	return err_set(why, "systemd gave us no scope: %s", shown[0] ? shown : "no answer");
}

static bool call(const char *const words[], struct err *why)
{
	int told[2], status = -1;
	char text[1024];
	size_t n;
	pid_t pid;

	if (pipe2(told, O_CLOEXEC) != 0)
		return false;
	if (!start_busctl(words, told[1], &pid)) {
		close(told[0]);
		close(told[1]);
		return false;
	}
	close(told[1]);
	n = read_errors(told[0], pid, text, sizeof(text));
	close(told[0]);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return status == 0 ? true : refused(why, text, n);
}

/* Only the memory controller is asked for: another one turned on would share out the processor anew. */
static bool ask(const struct sockaddr_un *at, const char *name, struct err *why)
{
	char address[160], pid[16];
	const char *const words[] = {
		"busctl", address, "--timeout=2", "call", "org.freedesktop.systemd1", "/org/freedesktop/systemd1",
		"org.freedesktop.systemd1.Manager", "StartTransientUnit", "ssa(sv)a(sa(sv))", name, "fail",
		"4", "PIDs", "au", "1", pid, "DelegateControllers", "as", "1", "memory", "MemoryAccounting", "b", "true",
		"CollectMode", "s", "inactive-or-failed", "0", NULL
	};

	snprintf(address, sizeof(address), "--address=unix:path=%s", at->sun_path);
	snprintf(pid, sizeof(pid), "%d", (int)getpid());
	return call(words, why);
}

/* ---- waiting for it ------------------------------------------------------------------------------------------------------------ */

static bool is_in(const struct procfs *p, const char *name)
{
	char text[2 * CGROUP_PATH];
	struct cgroup_span path;
	size_t length = strlen(name);

	return read_path(p, getpid(), text, &path) && path.length > length &&
	       memcmp(path.bytes + path.length - length, name, length) == 0;
}

bool own_scope_enter(const struct procfs *p, struct err *why)
{
	struct sockaddr_un bus;
	char name[64];
	pid_t manager;
	uint64_t end;

	path_of_bus(&bus);
	manager = find_manager(&bus);
	if (!manager || !may_leave(p, manager, why))
		return false;
	snprintf(name, sizeof(name), "ramtop-run-%d.scope", (int)getpid());
	if (!ask(&bus, name, why))
		return false;
	end = thread_now_ns() + PATIENCE;
	while (!is_in(p, name)) {
		if (thread_now_ns() > end)
			return err_set(why, "systemd gave us a scope, but did not put us there");
		poll(NULL, 0, NAP);
	}
	return true;
}
