/* workload_inside.c - namespaces to put tests into. Knows no workload. */
#define _GNU_SOURCE
#include <check.h>
#include <errno.h>
#include <grp.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "workload.h"

#define NOBODY 65534

/* libcheck hears from descendants too, so a message is already on its way: only the status is missing. */
static void pass_on(pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		ck_assert_int_eq(errno, EINTR);
	if (WIFSIGNALED(status))
		ck_abort_msg("the child inside was killed by signal %d", WTERMSIG(status));
	if (WEXITSTATUS(status) != 0)
		_exit(WEXITSTATUS(status));
}

/* A child that runs next, and dies with its parent. */
static void descend(void (*next)(const char *, void (*)(void)), const char *options, void (*work)(void))
{
	pid_t child = fork();

	ck_assert_int_ge(child, 0);
	if (child == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		next(options, work);
		_exit(0);
	}
	pass_on(child);
}

static void work_there(const char *options, void (*work)(void))
{
	ck_assert_msg(mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0, "mounts stay shared: %s", strerror(errno));
	ck_assert_msg(mount("proc", "/proc", "proc", 0, options) == 0, "cannot mount a /proc: %s", strerror(errno));
	work();
}

static void leave(int flags)
{
	ck_assert_msg(unshare(flags) == 0, "root may not have namespaces of its own here: %s", strerror(errno));
}

static void enter_mounts(const char *options, void (*work)(void))
{
	leave(CLONE_NEWNS);
	work_there(options, work);
}

static void enter_pids(const char *options, void (*work)(void))
{
	leave(CLONE_NEWNS | CLONE_NEWPID);
	descend(work_there, options, work);
}

bool workload_inside(enum workload_pids pids, const char *proc_options, void (*work)(void))
{
	if (geteuid() != 0) {
		fputs("a system test was SKIPPED: only root may have a /proc of its own\n", stderr);
		return false;
	}
	descend(pids == OWN_PIDS ? enter_pids : enter_mounts, proc_options, work);
	return true;
}

/* A change of user makes a process one that may not be looked at, and takes the death signal away; see prctl(2). */
void workload_be_nobody(void)
{
	ck_assert(geteuid() == NOBODY || setgroups(0, NULL) == 0);
	ck_assert_int_eq(setresgid(NOBODY, NOBODY, NOBODY), 0);
	ck_assert_int_eq(setresuid(NOBODY, NOBODY, NOBODY), 0);
	prctl(PR_SET_DUMPABLE, 1);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
}
