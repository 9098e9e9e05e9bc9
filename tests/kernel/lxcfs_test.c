/* lxcfs_test.c - which files of /proc speak of a container. */
#include "lxcfs.h"

#include <stdio.h>
#include <string.h>

#include "base/exact.h"
#include "suite.h"

static unsigned found_in(const char *text)
{
	char *copy = exact_copy(text, strlen(text));
	unsigned found = lxcfs_parse(copy, strlen(text));

	exact_free(copy);
	return found;
}

START_TEST(lxcfs_over_files_of_proc_is_found)
{
	char text[8192];
	FILE *in = fopen("tests/fixtures/mountinfo/lxcfs", "r");
	size_t n;

	ck_assert_ptr_nonnull(in);
	n = fread(text, 1, sizeof(text) - 1, in);
	fclose(in);
	text[n] = '\0';
	ck_assert_uint_eq(found_in(text), LXCFS_MEMINFO | LXCFS_STAT | LXCFS_LOADAVG);
}
END_TEST

START_TEST(lxcfs_elsewhere_or_something_else_there_is_none)
{
	ck_assert_uint_eq(found_in(""), 0);
	ck_assert_uint_eq(found_in("815 705 0:45 / /var/lib/lxcfs rw - fuse.lxcfs lxcfs rw\n"), 0);
	ck_assert_uint_eq(found_in("815 705 0:45 /x /proc/meminfo rw - tmpfs tmpfs rw\n"), 0);
	ck_assert_uint_eq(found_in("815 705 0:45 /x /proc/meminfo2 rw - fuse.lxcfs lxcfs rw\n"), 0);
	ck_assert_uint_eq(found_in("815 705 0:45 /x /proc/meminfo rw - fuse.lxcfs lxcfs rw\n"), LXCFS_MEMINFO);
	ck_assert_uint_eq(found_in("815 705 0:45 /x /proc/stat rw shared:3 master:1 - fuse.lxcfs lxcfs rw\n"), LXCFS_STAT);
}
END_TEST

START_TEST(what_was_mounted_over_it_later_is_what_is_seen)
{
	ck_assert_uint_eq(found_in("815 705 0:45 /x /proc/meminfo rw - fuse.lxcfs lxcfs rw\n"
	                           "816 705 0:46 /x /proc/meminfo rw - tmpfs tmpfs rw\n"), 0);
}
END_TEST

SUITE(lxcfs, lxcfs_over_files_of_proc_is_found, lxcfs_elsewhere_or_something_else_there_is_none,
      what_was_mounted_over_it_later_is_what_is_seen)
