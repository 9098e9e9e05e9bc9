/* config_file_test.c - a file of settings on a real disk: where it is, how it is replaced, what it is not written through. */
#define _GNU_SOURCE
#include "suite.h"

#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "config_file.h"
#include "ini_text.h"

static char home[64];

static int take_away(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

static void leave(void)
{
	nftw(home, take_away, 16, FTW_DEPTH | FTW_PHYS);
}

static struct config_file enter(void)
{
	struct config_file f;
	struct err e;

	snprintf(home, sizeof(home), "build/check/home-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(home));
	ck_assert_ptr_nonnull(realpath(home, f.path));
	setenv("HOME", f.path, 1);
	unsetenv("XDG_CONFIG_HOME");
	ck_assert(config_place(&f, NULL, &e));
	return f;
}

static void set(void *with, struct vec *text)
{
	ini_set(text, "s", with, "1", NULL);
}

static bool change(const struct config_file *f, const char *name, struct err *e)
{
	char copy[64];

	snprintf(copy, sizeof(copy), "%s", name);
	return config_change(f, set, copy, e);
}

static void file_is(const struct config_file *f, const char *want)
{
	struct vec text;
	struct err e;

	vec_init(&text, 1);
	ck_assert_msg(config_load(f, &text, &e), "%s", e.text);
	vec_reserve(&text, text.count + 1);
	((char *)text.data)[text.count - 1] = '\0';
	ck_assert_str_eq(text.data, want);
	vec_free(&text);
}

static void fails(const struct config_file *f, const char *why)
{
	struct err e;

	ck_assert(!change(f, "x", &e));
	ck_assert_msg(strstr(e.text, why) != NULL, "'%s' does not say '%s'", e.text, why);
}

START_TEST(its_place_is_that_of_the_xdg_directories)
{
	struct config_file f;
	struct err e;

	setenv("HOME", "/home/kim", 1);
	setenv("XDG_CONFIG_HOME", "/etc/kim", 1);
	ck_assert(config_place(&f, NULL, &e));
	ck_assert_str_eq(f.path, "/etc/kim/ramtop/config");
	setenv("XDG_CONFIG_HOME", "relative", 1);
	ck_assert(config_place(&f, NULL, &e));
	ck_assert_str_eq(f.path, "/home/kim/.config/ramtop/config");
	ck_assert(config_place(&f, "mine", &e));
	ck_assert_str_eq(f.path, "mine");
	unsetenv("HOME");
	ck_assert(!config_place(&f, NULL, &e));
	ck_assert_ptr_nonnull(strstr(e.text, "HOME"));
	fails(&f, "no place");
}
END_TEST

START_TEST(what_is_missing_of_the_place_is_made)
{
	struct config_file f = enter();
	struct stat st;
	struct err e;

	file_is(&f, "");
	ck_assert_msg(change(&f, "a", &e), "%s", e.text);
	file_is(&f, "[s]\na = 1\n");
	ck_assert_int_eq(stat(f.path, &st), 0);
	ck_assert_int_eq(st.st_mode & 0777, 0600);
	ck_assert_int_eq(chmod(f.path, 0640), 0);
	ck_assert(change(&f, "b", &e));
	file_is(&f, "[s]\na = 1\nb = 1\n");
	ck_assert_int_eq(stat(f.path, &st), 0);
	ck_assert_int_eq(st.st_mode & 0777, 0640);
	leave();
	/* But for a home that is not there: it is not ours to make. */
	fails(&f, "No such file");
}
END_TEST

START_TEST(nothing_is_written_through_a_link)
{
	struct config_file f = enter();
	char other[sizeof(home) + 16], dir[PATH_MAX];
	struct err e;
	int fd;

	ck_assert(change(&f, "a", &e));
	snprintf(other, sizeof(other), "%s/other", home);
	fd = open(other, O_WRONLY | O_CREAT, 0600);
	ck_assert_int_eq(close(fd), 0);
	ck_assert_int_eq(unlink(f.path), 0);
	ck_assert_int_eq(symlink("../../other", f.path), 0);
	fails(&f, "a symbolic link");
	file_is(&f, "");
	/* Nor where the whole directory is one. */
	ck_assert_int_eq(unlink(f.path), 0);
	snprintf(dir, sizeof(dir), "%s/.config/ramtop", home);
	ck_assert_int_eq(rmdir(dir), 0);
	ck_assert_int_eq(symlink("/tmp", dir), 0);
	fails(&f, "symbolic link");
	leave();
}
END_TEST

START_TEST(nothing_is_written_into_another_users_place)
{
	struct config_file f = enter();
	char path[PATH_MAX];
	struct err e;
	int status;

	if (geteuid() != 0) {
		leave();
		return;
	}
	/* "sudo ramtop" in the home of somebody else. */
	ck_assert_int_eq(chown(home, 65534, 65534), 0);
	fails(&f, "belongs to another user");
	ck_assert_int_eq(chown(home, 0, 0), 0);
	ck_assert(change(&f, "a", &e));
	ck_assert_int_eq(chown(f.path, 65534, 65534), 0);
	fails(&f, "belongs to another user");
	ck_assert_int_eq(chown(f.path, 0, 0), 0);
	/* With the rights of another. */
	if (fork() == 0) {
		ck_assert_int_eq(setreuid(65534, 0), 0);
		_exit(change(&f, "b", &e) || !strstr(e.text, "rights of another"));
	}
	ck_assert_int_gt(wait(&status), 0);
	ck_assert_int_eq(status, 0);
	snprintf(path, sizeof(path), "%s/fifo", home);
	ck_assert_int_eq(mkfifo(path, 0600), 0);
	snprintf(f.path, sizeof(f.path), "%s", path);
	fails(&f, "no regular file");
	leave();
}
END_TEST

enum { WRITERS = 8 };

START_TEST(of_many_who_change_it_at_once_none_is_lost)
{
	struct config_file f = enter();
	char name[64];
	struct err e;
	struct vec text;
	int status;

	for (int i = 0; i < WRITERS; i++)
		if (fork() == 0) {
			for (int k = 0; k < 5; k++) {
				snprintf(name, sizeof(name), "w%d-%d", i, k);
				if (!change(&f, name, &e))
					_exit(1);
			}
			_exit(0);
		}
	for (int i = 0; i < WRITERS; i++) {
		ck_assert_int_gt(wait(&status), 0);
		ck_assert_int_eq(status, 0);
	}
	vec_init(&text, 1);
	ck_assert(config_load(&f, &text, &e));
	*(char *)vec_push(&text) = '\0';
	for (int i = 0; i < WRITERS; i++)
		for (int k = 0; k < 5; k++) {
			snprintf(name, sizeof(name), "w%d-%d = 1\n", i, k);
			ck_assert_msg(strstr(text.data, name) != NULL, "%s is lost:\n%s", name, (char *)text.data);
		}
	vec_free(&text);
	leave();
}
END_TEST

START_TEST(a_full_disk_leaves_the_old_file)
{
	struct config_file f = enter();
	struct err e;
	int status;

	ck_assert(change(&f, "a", &e));
	if (fork() == 0) {
		/* No file may grow: as if there were no room. */
		signal(SIGXFSZ, SIG_IGN);
		setrlimit(RLIMIT_FSIZE, &(struct rlimit){ 4, 4 });
		_exit(change(&f, "b", &e));
	}
	ck_assert_int_gt(wait(&status), 0);
	ck_assert_int_eq(status, 0);
	file_is(&f, "[s]\na = 1\n");
	leave();
}
END_TEST

SUITE(config_file, its_place_is_that_of_the_xdg_directories, what_is_missing_of_the_place_is_made, nothing_is_written_through_a_link,
      nothing_is_written_into_another_users_place, of_many_who_change_it_at_once_none_is_lost, a_full_disk_leaves_the_old_file)
