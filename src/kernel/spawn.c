/* spawn.c - from fork to exec. Waits for nobody. */
#define _GNU_SOURCE
#include "spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "slim.h"

#define PATIENCE_MS 1000

void spawn_adopt(void)
{
	prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
}

/* Found by the linker when ramtop starts, not when the child first calls it: that reads tables of all libraries, and what the child has
 * in memory before exec counts as the command's. */
static int (*const exec)(const char *file, char *const argv[]) = execvp;

/* In the child. Tells through the pipe why it did not become the command; else that closes by itself. */
static _Noreturn void become(char *const argv[], const struct own_group *group, const struct spawn_signals *signals, const struct slim *slim,
                             int tell)
{
	int error = 0;

	if (group && !own_group_enter(group))
		error = errno;
	if (!error) {
		if (signals->ignores_children)
			signal(SIGCHLD, SIG_IGN);
		sigprocmask(SIG_SETMASK, &signals->mask, NULL);
		slim_exec(slim, argv);
		exec(argv[0], argv);
		error = errno;
	}
	if (write(tell, &error, sizeof(error)) < 0)
		_exit(SPAWN_CANNOT);
	_exit(error == ENOENT ? SPAWN_NOT_FOUND : SPAWN_CANNOT);
}

pid_t spawn_start(char *const argv[], const struct own_group *group, const struct spawn_signals *signals, int *status, struct err *e)
{
	int tell[2], error = 0;
	ssize_t n = -1;
	struct slim slim;
	pid_t pid;

	*status = SPAWN_CANNOT;
	if (pipe2(tell, O_CLOEXEC) != 0) {
		err_set(e, "cannot run %s: %s", argv[0], strerror(errno));
		return 0;
	}
	/* A fork, not a vfork: what we hold would count as the command's peak, and of a copy only what is written to is held. */
	slim_plan(&slim, argv[0]);
	pid = group ? own_group_fork(group) : -1;
	if (pid == 0)
		become(argv, NULL, signals, &slim, tell[1]);
	if (pid < 0)
		pid = fork();
	if (pid == 0)
		become(argv, group, signals, &slim, tell[1]);
	error = pid < 0 ? errno : 0;
	close(tell[1]);
	/* Who is stopped before it is the command has nobody else who would let it go on. */
	while (pid > 0 && poll(&(struct pollfd){ .fd = tell[0], .events = POLLIN }, 1, PATIENCE_MS) == 0)
		kill(pid, SIGCONT);
	while (pid > 0 && (n = read(tell[0], &error, sizeof(error))) < 0 && errno == EINTR)
		;
	close(tell[0]);
	if (pid > 0 && n == 0)
		return pid;
	while (pid > 0 && waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		;
	*status = error == ENOENT ? SPAWN_NOT_FOUND : SPAWN_CANNOT;
	err_set(e, "cannot run %s: %s", argv[0], strerror(error));
	return 0;
}
