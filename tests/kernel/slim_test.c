/* slim_test.c - a child that becomes a command with little in memory, as the kernel sees it; and which command that is. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "slim.h"
#include "suite.h"

enum way { PLAIN, SLIM };

/* The peak of "true" in kB, when we start it. */
static long peak(enum way way)
{
	char name[] = "true", *argv[] = { name, NULL };
	struct rusage usage;
	struct slim slim;
	int status;
	pid_t pid;

	slim_plan(&slim, argv[0]);
	pid = fork();
	if (pid == 0) {
		if (way == SLIM)
			slim_exec(&slim, argv);
		else
			execvp(argv[0], argv);
		_exit(1);
	}
	ck_assert_int_eq(wait4(pid, &status, 0, &usage), pid);
	ck_assert_int_eq(status, 0);
	return usage.ru_maxrss;
}

START_TEST(a_child_lets_go_of_what_can_be_read_again)
{
	ck_assert_int_lt(peak(SLIM) + 256, peak(PLAIN));
}
END_TEST

static void make(const char *dir, const char *name, mode_t mode)
{
	char path[64];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	if (S_ISDIR(mode)) {
		ck_assert_int_eq(mkdir(path, 0755), 0);
		return;
	}
	f = fopen(path, "we");
	ck_assert_ptr_nonnull(f);
	fclose(f);
	ck_assert_int_eq(chmod(path, mode), 0);
}

/* Where it is not sure it leaves the choice to execvp(3). */
START_TEST(the_command_is_the_one_that_a_shell_finds)
{
	char a[] = "build/check/slim-a-XXXXXX", b[] = "build/check/slim-b-XXXXXX", path[128], want[64], command[128];
	static struct slim s;

	ck_assert(mkdtemp(a) && mkdtemp(b));
	make(a, "dir", S_IFDIR);
	make(a, "text", 0644);
	make(a, "one", 0755);
	make(b, "dir", 0755);
	make(b, "text", 0755);
	make(b, "one", 0755);
	snprintf(path, sizeof(path), "/nowhere:%s:%s", a, b);
	setenv("PATH", path, 1);
	for (const char *const *name = (const char *const[]){ "one", "text", "dir", NULL }; *name; name++) {
		snprintf(want, sizeof(want), "%s/%s", strcmp(*name, "one") == 0 ? a : b, *name);
		slim_plan(&s, *name);
		ck_assert_str_eq(s.path, want);
	}
	slim_plan(&s, "./one");
	ck_assert_str_eq(s.path, "./one");
	slim_plan(&s, "no-such");
	ck_assert_str_eq(s.path, "");
	snprintf(path, sizeof(path), ":%s", a);
	setenv("PATH", path, 1);
	slim_plan(&s, "one");
	ck_assert_str_eq(s.path, "");
	unsetenv("PATH");
	slim_plan(&s, "true");
	ck_assert_str_eq(s.path, "");
	snprintf(command, sizeof(command), "/bin/rm -r %s %s", a, b);
	ck_assert_int_eq(system(command), 0);
}
END_TEST

SUITE(slim, a_child_lets_go_of_what_can_be_read_again, the_command_is_the_one_that_a_shell_finds)
