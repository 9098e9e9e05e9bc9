/* kept_hostile_test.c - the file of settings as it should not be: one line says what is wrong, the rest is used, and nothing that is
 * not ours is written or lost. */
#define _GNU_SOURCE
#include "suite.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kept.h"
#include "task_values.h"

#define NOBODY 65534
#define USUAL "[options]\ndelay = 4\n"

static char dir[64], path[128], beside[128];
static struct keeping keeping;

static void enter(void)
{
	snprintf(dir, sizeof(dir), "build/check/hostile-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/config", dir);
	snprintf(beside, sizeof(beside), "%s/beside", dir);
}

static void leave(void)
{
	remove(path);
	remove(beside);
	ck_assert_int_eq(rmdir(dir), 0);
}

static void write_file(const char *name, const char *text, size_t length)
{
	FILE *f = fopen(name, "w");

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(text, 1, length, f), length);
	ck_assert_int_eq(fclose(f), 0);
}

static void put(const char *text)
{
	write_file(path, text, strlen(text));
}

static bool file_is(const char *name, const char *want)
{
	char text[4096];
	FILE *f = fopen(name, "r");
	size_t n;

	if (!f)
		return false;
	n = fread(text, 1, sizeof(text) - 1, f);
	fclose(f);
	text[n] = '\0';
	return strcmp(text, want) == 0;
}

/* ---- a ramtop that loads the file and changes one setting ------------------------------------------------------------------------ */

static bool says(const char *text, const char *want)
{
	bool ok = want[0] ? strstr(text, want) != NULL && !strchr(text, '\n') : !text[0];

	if (!ok)
		fprintf(stderr, "'%s' was said, not '%s'\n", text, want);
	return ok;
}

/* What is said of the file, "": nothing; how long the delay is then; what is said when the mouse goes. */
static bool load_and_change(const char *of_load, unsigned delay, const char *of_change)
{
	struct settings s;
	struct kept *k;
	struct err e = { "" };
	bool ok;

	settings_init(&s, task_schema());
	keeping_start(&keeping, path);
	kept_load(&keeping, &s);
	ok = says(keeping.fault.text, of_load) && s.delay_ns == delay * UINT64_C(1000000000) && s.tabs.list.count;
	k = kept_open(&keeping, &s);
	s.mouse = false;
	kept_look(k, &s);
	if (kept_close(k, &e))
		e.text[0] = '\0';
	ok = says(e.text, of_change) && ok;
	settings_free(&s);
	return ok;
}

/* The same of somebody who is not root, whom all is allowed. */
static bool nobody_does(const char *of_load, unsigned delay, const char *of_change)
{
	int status;
	pid_t pid = fork();

	if (pid == 0)
		_exit((geteuid() == 0 && (setresgid(NOBODY, NOBODY, NOBODY) != 0 || setresuid(NOBODY, NOBODY, NOBODY) != 0)) ||
		      !load_and_change(of_load, delay, of_change));
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	return status == 0;
}

static void give_to_nobody(const char *what)
{
	if (geteuid() == 0)
		ck_assert_int_eq(lchown(what, NOBODY, NOBODY), 0);
}

/* ---- what is in it ---------------------------------------------------------------------------------------------------------------- */

START_TEST(of_each_broken_line_the_first_is_named_and_the_rest_is_used)
{
	static const struct { const char *text, *fault; } cases[] = {
		{ "nonsense\n", "config:1: neither [SECTION] nor NAME = VALUE" },
		{ "# a\n\n[options\n", "config:3: neither" },
		{ "[options]\ngrace = -1\nthreads = perhaps\n", "config:2: grace is from 0.1 to 3600 seconds, not '-1'" },
		{ "[options]\ndelay = nan\n", "config:2: delay is from" },
		{ "[options]\ndelay = 3x\n", "config:2: delay is from" },
		{ "[options]\ndelay =\n", "config:2: delay is from" },
		{ "[options]\nthreads = perhaps\n", "config:2: threads is yes or no, not 'perhaps'" },
		{ "[options]\ntheme = pink\n", "config:2: no theme is called 'pink'" },
		{ "[header]\nmeters = memory / what\n", "config:2: no meter is called 'what'" },
		{ "[header]\nmeters = memory /\n  what\n", "config:3: no meter is called 'what'" },
		{ "[screen One]\ncolumns = pid, what, rss\n", "config:2: no column is called 'what'" },
		{ "[screen One]\nsort = what\n", "config:2: no column of" },
		{ "[screen One]\ntree = what\n", "config:2: tree is yes or no" },
		{ "[screen a;b]\ntree = yes\n", "config:2: a screen cannot be called 'a;b'" },
		{ "[screen a name that is longer than a name may be]\ntree = yes\n", "config:2: a screen cannot be called" },
	};
	char text[512];

	enter();
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		snprintf(text, sizeof(text), "%s" USUAL, cases[i].text);
		put(text);
		ck_assert_msg(load_and_change(cases[i].fault, 4, ""), "%s", text);
		/* What is wrong stays, too. */
		snprintf(text, sizeof(text), "%s" USUAL "# The mouse is ramtop's; else the terminal selects text with it.\nmouse = no\n", cases[i].text);
		ck_assert_msg(file_is(path, text) || strncmp(cases[i].text, "[options]\n", 10) == 0, "%s", text);
	}
	leave();
}
END_TEST

START_TEST(zeros_spoil_their_line_alone)
{
	static const char text[] = "[options]\ntheme = mono\0\n\0\n[scr\0een One]\ndelay = 4\n";

	enter();
	write_file(path, text, sizeof(text) - 1);
	ck_assert(load_and_change("config:2: there is a zero in the line", 4, ""));
	ck_assert_ptr_eq(strstr(keeping.fault.text, "config:3"), NULL);
	leave();
}
END_TEST

START_TEST(a_file_that_is_too_large_is_left_alone)
{
	static char text[10 << 20];
	struct stat st;

	enter();
	memset(text, '#', sizeof(text));
	write_file(path, text, sizeof(text));
	ck_assert(load_and_change("config: larger than 256K", 1, "config: larger than 256K"));
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_int_eq(st.st_size, sizeof(text));
	leave();
}
END_TEST

START_TEST(a_file_does_not_grow_so_that_it_cannot_be_read_again)
{
	static char text[(1 << 18) - 20];
	struct stat st;

	enter();
	memset(text, '\n', sizeof(text));
	memcpy(text, USUAL, strlen(USUAL));
	write_file(path, text, sizeof(text));
	ck_assert(load_and_change("", 4, "config: it would be too large to be read again"));
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_int_eq(st.st_size, sizeof(text));
	leave();
}
END_TEST

/* ---- what it is ------------------------------------------------------------------------------------------------------------------- */

START_TEST(what_is_no_file_is_neither_read_nor_replaced)
{
	struct stat st;

	enter();
	ck_assert_int_eq(mkdir(path, 0700), 0);
	ck_assert(load_and_change("config: no regular file", 1, "config: no regular file"));
	ck_assert_int_eq(rmdir(path), 0);
	/* Nobody ever writes into it. */
	ck_assert_int_eq(mkfifo(path, 0600), 0);
	ck_assert(load_and_change("config: no regular file", 1, "config: no regular file"));
	ck_assert_int_eq(lstat(path, &st), 0);
	ck_assert(S_ISFIFO(st.st_mode));
	leave();
}
END_TEST

START_TEST(a_link_is_followed_by_who_reads_and_not_by_who_writes)
{
	struct stat st;

	enter();
	write_file(beside, USUAL, strlen(USUAL));
	ck_assert_int_eq(symlink("beside", path), 0);
	ck_assert(load_and_change("", 4, "config: a symbolic link, through which nothing is written"));
	ck_assert(file_is(beside, USUAL));
	ck_assert_int_eq(lstat(path, &st), 0);
	ck_assert(S_ISLNK(st.st_mode));
	/* To itself. */
	ck_assert_int_eq(unlink(path), 0);
	ck_assert_int_eq(symlink("config", path), 0);
	ck_assert(load_and_change("config: Too many levels of symbolic links", 1, "config: a symbolic link"));
	leave();
}
END_TEST

START_TEST(a_file_that_may_not_be_read_is_not_replaced)
{
	struct stat before, after;

	enter();
	put(USUAL);
	give_to_nobody(dir);
	give_to_nobody(path);
	ck_assert_int_eq(chmod(path, 0), 0);
	ck_assert_int_eq(stat(path, &before), 0);
	ck_assert(nobody_does("config: Permission denied", 1, "config: Permission denied"));
	ck_assert_int_eq(stat(path, &after), 0);
	ck_assert(before.st_ino == after.st_ino && after.st_size == (off_t)strlen(USUAL));
	leave();
}
END_TEST

START_TEST(where_nothing_may_be_made_the_file_stays)
{
	enter();
	put(USUAL);
	give_to_nobody(path);
	give_to_nobody(dir);
	ck_assert_int_eq(chmod(dir, 0555), 0);
	ck_assert(nobody_does("", 4, "config: Permission denied"));
	ck_assert(file_is(path, USUAL));
	ck_assert_int_eq(chmod(dir, 0755), 0);
	leave();
}
END_TEST

START_TEST(a_file_of_another_is_read_and_not_written)
{
	enter();
	put(USUAL);
	ck_assert_int_eq(chmod(path, 0666), 0);
	ck_assert_int_eq(chmod(dir, 0777), 0);
	if (geteuid() == 0)
		ck_assert(nobody_does("", 4, "config: belongs to another user"));
	ck_assert(file_is(path, USUAL));
	/* Nor by root, who could. */
	give_to_nobody(path);
	if (geteuid() == 0)
		ck_assert(load_and_change("", 4, "config: belongs to another user"));
	ck_assert(file_is(path, USUAL));
	leave();
}
END_TEST

START_TEST(in_anothers_directory_nothing_is_made_that_is_not_allowed)
{
	enter();
	ck_assert_int_eq(chmod(dir, 0755), 0);
	if (geteuid() == 0) {
		ck_assert(nobody_does("", 1, "config: Permission denied"));
		ck_assert_int_ne(access(path, F_OK), 0);
		/* Not even the directory may be looked into. */
		ck_assert_int_eq(chmod(dir, 0700), 0);
		ck_assert(nobody_does("config: Permission denied", 1, "Permission denied"));
	}
	leave();
}
END_TEST

/* Somebody who may write there lays a trap: the file that becomes the new one is a link to what they cannot write. */
START_TEST(a_trap_in_anothers_directory_is_not_walked_into)
{
	char trap[128];

	enter();
	write_file(beside, "precious", 8);
	snprintf(trap, sizeof(trap), "%s/.ramtop-config-%d.new", dir, (int)getpid());
	ck_assert_int_eq(symlink("beside", trap), 0);
	give_to_nobody(dir);
	ck_assert(load_and_change("", 1, ""));
	ck_assert(file_is(beside, "precious"));
	ck_assert_int_ne(access(trap, F_OK), 0);
	leave();
}
END_TEST

/* ---- the disk --------------------------------------------------------------------------------------------------------------------- */

/* A file system of a few pages, seen by this process alone. */
static bool mount_small(void)
{
	return unshare(geteuid() == 0 ? CLONE_NEWNS : CLONE_NEWNS | CLONE_NEWUSER) == 0 &&
	       mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 && mount("ramtop", dir, "tmpfs", 0, "size=32k,mode=700") == 0;
}

static bool fill(void)
{
	static const char page[4096];
	int fd = open(beside, O_WRONLY | O_CREAT, 0600);
	ssize_t n;

	do
		n = write(fd, page, sizeof(page));
	while (n > 0);
	return n < 0 && errno == ENOSPC && close(fd) == 0;
}

/* With room again, the change that had none is not lost. */
static bool change_twice_and_make_room(void)
{
	struct settings s;
	struct kept *k;
	struct err e;
	bool ok;

	settings_init(&s, task_schema());
	keeping_start(&keeping, path);
	kept_load(&keeping, &s);
	k = kept_open(&keeping, &s);
	s.mouse = false;
	kept_look(k, &s);
	ok = until(kept_failed(k, &e)) && says(e.text, "config: No space left on device") && file_is(path, USUAL);
	ok = unlink(beside) == 0 && ok;
	s.cursor = true;
	kept_look(k, &s);
	ok = kept_close(k, &e) && ok;
	settings_free(&s);
	settings_init(&s, task_schema());
	kept_load(&keeping, &s);
	ok = ok && !s.mouse && s.cursor && s.delay_ns == 4 * UINT64_C(1000000000);
	settings_free(&s);
	return ok;
}

START_TEST(a_full_disk_is_told_and_loses_nothing)
{
	int status;
	pid_t pid;

	enter();
	pid = fork();
	if (pid == 0) {
		if (!mount_small()) {
			printf("SKIPPED: no file system may be mounted here: %s\n", strerror(errno));
			fflush(stdout);
			_exit(0);
		}
		put(USUAL);
		_exit(!fill() || !load_and_change("", 4, "config: No space left on device") || !file_is(path, USUAL) ||
		      !change_twice_and_make_room());
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_int_eq(status, 0);
	leave();
}
END_TEST

/* ---- two of them ------------------------------------------------------------------------------------------------------------------ */

static void look_and_wait(struct kept *k, struct settings *s)
{
	struct err e;

	kept_look(k, s);
	ck_assert_msg(kept_close(k, &e), "%s", e.text);
}

START_TEST(two_that_change_other_things_lose_nothing)
{
	struct settings one, two, now;
	struct kept *a, *b;

	enter();
	keeping_start(&keeping, path);
	settings_init(&one, task_schema());
	settings_init(&two, task_schema());
	a = kept_open(&keeping, &one);
	b = kept_open(&keeping, &two);
	one.mouse = false;
	one.view.filter.threads = true;
	tabs_at(&one.tabs, 2)->tree = false;
	two.cursor = true;
	two.theme = "light";
	tabs_at(&two.tabs, 1)->columns.count = 2;
	tabs_add(&two.tabs, task_schema(), "Mine");
	look_and_wait(a, &one);
	look_and_wait(b, &two);
	settings_init(&now, task_schema());
	kept_load(&keeping, &now);
	ck_assert_str_eq(keeping.fault.text, "");
	ck_assert(!now.mouse && now.view.filter.threads && now.cursor);
	ck_assert_str_eq(now.theme, "light");
	ck_assert_uint_eq(now.tabs.list.count, 5);
	ck_assert_str_eq(tabs_at(&now.tabs, 0)->name, "Main");
	ck_assert_str_eq(tabs_at(&now.tabs, 4)->name, "Mine");
	ck_assert_uint_eq(tabs_at(&now.tabs, 1)->columns.count, 2);
	ck_assert(!tabs_at(&now.tabs, 2)->tree);
	settings_free(&one);
	settings_free(&two);
	settings_free(&now);
	leave();
}
END_TEST

SUITE(kept_hostile, of_each_broken_line_the_first_is_named_and_the_rest_is_used, zeros_spoil_their_line_alone,
      a_file_that_is_too_large_is_left_alone, a_file_does_not_grow_so_that_it_cannot_be_read_again,
      what_is_no_file_is_neither_read_nor_replaced, a_link_is_followed_by_who_reads_and_not_by_who_writes,
      a_file_that_may_not_be_read_is_not_replaced, where_nothing_may_be_made_the_file_stays, a_file_of_another_is_read_and_not_written,
      in_anothers_directory_nothing_is_made_that_is_not_allowed, a_trap_in_anothers_directory_is_not_walked_into,
      a_full_disk_is_told_and_loses_nothing, two_that_change_other_things_lose_nothing)
