/* own_scope_test.c - what systemd is asked for, and what is made of its answers: a bus and a busctl of our own stand for its. */
#define _GNU_SOURCE
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "fake_proc.h"
#include "own_scope.h"

static struct fake_proc fake;
static struct procfs proc;

/* Below one directory: the bus, a program called busctl, and what stands for /proc. */
static void world(const char *busctl)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	int bus = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	char path[600], file[64];
	struct err e;

	fake_new(&fake);
	snprintf(at.sun_path, sizeof(at.sun_path), "%s/bus", fake.dir);
	ck_assert_int_eq(bind(bus, (struct sockaddr *)&at, sizeof(at)), 0);
	ck_assert_int_eq(listen(bus, 4), 0);
	snprintf(file, sizeof(file), "%d/cgroup", (int)getpid());
	fake_put(&fake, file, "0::/session-1.scope\n");
	if (busctl) {
		fake_put(&fake, "busctl", busctl);
		ck_assert_int_eq(chmod(fake_path(&fake, "busctl"), 0755), 0);
	}
	ck_assert(procfs_open(&proc, fake.dir, &e));
	snprintf(path, sizeof(path), "%s:/usr/bin:/bin", fake.dir);
	setenv("PATH", busctl ? path : "/nowhere", 1);
	setenv("XDG_RUNTIME_DIR", fake.dir, 1);
	setenv("FAKE", fake.dir, 1);
}

static void end_of_world(void)
{
	procfs_close(&proc);
	fake_free(&fake);
}

START_TEST(the_manager_is_asked_for_a_scope_with_us_in_it)
{
	struct err why = { "as it was" };
	char said[1024] = "", pid[64];
	FILE *in;

	world("#!/bin/sh\n"
	      "echo \"$@\" >$FAKE/said\n"
	      "echo \"0::/user.slice/app.slice/ramtop-run-$PPID.scope\" >$FAKE/$PPID/cgroup\n");
	ck_assert_msg(own_scope_enter(&proc, &why), "%s", why.text);
	ck_assert_str_eq(why.text, "as it was");
	in = fopen(fake_path(&fake, "said"), "r");
	ck_assert_ptr_nonnull(in);
	ck_assert_uint_gt(fread(said, 1, sizeof(said) - 1, in), 0);
	fclose(in);
	snprintf(pid, sizeof(pid), " ramtop-run-%d.scope fail ", (int)getpid());
	ck_assert_msg(strstr(said, pid), "%s", said);
	snprintf(pid, sizeof(pid), " PIDs au 1 %d ", (int)getpid());
	ck_assert_msg(strstr(said, pid), "%s", said);
	end_of_world();
}
END_TEST

/* It is foreign: nothing of it reaches the terminal as it is. */
START_TEST(what_it_refuses_with_is_the_reason)
{
	struct err why = { "as it was" };

	world("#!/bin/sh\nprintf 'Call failed: Not \\033today\\nmore\\n' >&2\nexit 1\n");
	ck_assert(!own_scope_enter(&proc, &why));
	ck_assert_str_eq(why.text, "systemd gave us no scope: Not ?today");
	end_of_world();
}
END_TEST

START_TEST(where_there_is_no_manager_or_no_busctl_nothing_is_said)
{
	struct err why = { "as it was" };

	world(NULL);
	ck_assert(!own_scope_enter(&proc, &why));
	ck_assert_str_eq(why.text, "as it was");
	setenv("XDG_RUNTIME_DIR", "/nowhere", 1);
	ck_assert(!own_scope_enter(&proc, &why));
	ck_assert_str_eq(why.text, "as it was");
	end_of_world();
}
END_TEST

/* One that never answers is not waited for. */
START_TEST(a_manager_that_hangs_is_left)
{
	struct err why = { "as it was" };

	world("#!/bin/sh\nexec tail -f /dev/null\n");
	ck_assert(!own_scope_enter(&proc, &why));
	ck_assert_str_eq(why.text, "systemd gave us no scope: no answer");
	end_of_world();
	world("#!/bin/sh\nexit 0\n");
	ck_assert(!own_scope_enter(&proc, &why));
	ck_assert_str_eq(why.text, "systemd gave us a scope, but did not put us there");
	end_of_world();
}
END_TEST

SUITE(own_scope, the_manager_is_asked_for_a_scope_with_us_in_it, what_it_refuses_with_is_the_reason,
      where_there_is_no_manager_or_no_busctl_nothing_is_said, a_manager_that_hangs_is_left)
