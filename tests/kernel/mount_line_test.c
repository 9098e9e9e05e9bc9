/* mount_line_test.c - mounts, line by line, whatever they are called. */
#include "mount_line.h"

#include <sys/sysmacros.h>

#include "base/exact.h"
#include "suite.h"
#include "vec.h"

static const char plain[] = "25 24 0:23 / /dev/shm rw,relatime shared:3 master:1 - tmpfs tmpfs rw,size=24684084k";
static const char hostile[] = "36 35 98:1 /sub /mnt/a\\040b\\012-\\134 rw - ext4 /dev/root rw";

static bool is(struct text_at t, const char *text)
{
	return (size_t)(t.end - t.at) == strlen(text) && memcmp(t.at, text, strlen(text)) == 0;
}

START_TEST(device_root_point_and_type_are_found)
{
	struct mount_line m;

	ck_assert(mount_parse(plain, sizeof(plain) - 1, &m));
	ck_assert_uint_eq(m.device, makedev(0, 23));
	ck_assert(is(m.root, "/"));
	ck_assert(is(m.point, "/dev/shm"));
	ck_assert(is(m.type, "tmpfs"));
}
END_TEST

START_TEST(octal_escapes_become_the_bytes_they_stand_for)
{
	char path[64];
	struct mount_line m;

	ck_assert(mount_parse(hostile, sizeof(hostile) - 1, &m));
	ck_assert(is(m.root, "/sub"));
	ck_assert(mount_path(path, sizeof(path), m.point));
	ck_assert_str_eq(path, "/mnt/a b\n-\\");
	ck_assert(!mount_path(path, 5, m.point));
	ck_assert_str_eq(path, "/mnt");
	ck_assert(mount_path(path, sizeof(path), (struct text_at){ "\\04", "\\04" + 3 }));
	ck_assert_str_eq(path, "\\04");
}
END_TEST

START_TEST(other_lines_are_none)
{
	static const char *const others[] = { "", "25", "25 24 0 / /", "25 24 0:1 /", "25 24 0:1 / /x rw", "25 24 0:1 / /x rw -", "25 24 0:1 / /x rw - " };
	struct mount_line m;

	for (size_t i = 0; i < ARRAY_LEN(others); i++) {
		char *copy = exact_copy(others[i], strlen(others[i]));
		ck_assert_msg(!mount_parse(copy, strlen(others[i]), &m), "taken for a mount: %s", others[i]);
		exact_free(copy);
	}
}
END_TEST

static void show(const char *text, size_t length)
{
	char path[16];
	struct mount_line m;

	if (mount_parse(text, length, &m))
		mount_path(path, sizeof(path), m.point);
}

START_TEST(a_cut_line_is_not_read_beyond_its_end)
{
	exact_beginnings(hostile, sizeof(hostile) - 1, show);
}
END_TEST

SUITE(mount_line, device_root_point_and_type_are_found, octal_escapes_become_the_bytes_they_stand_for, other_lines_are_none,
      a_cut_line_is_not_read_beyond_its_end)
