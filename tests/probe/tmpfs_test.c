/* tmpfs_test.c - walking through a file system in memory: nothing twice, nothing beyond it, and never without an end. */
#define _GNU_SOURCE
#include "tmpfs.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <linux/magic.h>
#include <unistd.h>

#include "kernel/fake_proc.h"
#include "suite.h"

static char dir[64];
static struct vec files;
static struct arena arena;
static struct tmpfs mount;

/* A directory of /dev/shm stands for a mount. */
static bool start(void)
{
	struct statfs fs;

	if (statfs("/dev/shm", &fs) != 0 || fs.f_type != TMPFS_MAGIC || access("/dev/shm", W_OK) != 0) {
		fputs("a test was SKIPPED: there is no tmpfs at /dev/shm\n", stderr);
		return false;
	}
	strcpy(dir, "/dev/shm/ramtop-walk-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	vec_init(&files, sizeof(struct tmpfs_file));
	return true;
}

static void end(void)
{
	char command[96];

	snprintf(command, sizeof(command), "rm -rf %s", dir);
	ck_assert_int_eq(system(command), 0);
	vec_free(&files);
	arena_free(&arena);
}

static const char *at(const char *name)
{
	static char path[8192];

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	return path;
}

static void put(const char *name, size_t bytes)
{
	char *block = calloc(1, bytes + 1);
	int fd = open(at(name), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);

	memset(block, 'x', bytes);
	ck_assert_int_eq(write(fd, block, bytes), (ssize_t)bytes);
	close(fd);
	free(block);
}

static const struct tmpfs_file *walk(void)
{
	struct stat st;

	ck_assert_int_eq(stat(dir, &st), 0);
	mount = (struct tmpfs){ .device = st.st_dev, .path = dir, .shown = dir };
	files.count = 0;
	tmpfs_walk(NULL, &mount, &arena, &files);
	return files.data;
}

START_TEST(files_are_found_largest_first_whatever_they_are_called)
{
	const struct tmpfs_file *f;

	if (!start())
		return;
	ck_assert_int_eq(mkdir(at("deep"), 0700), 0);
	put("deep/\n\x1b[31m\xff", 3 * 4096);
	put("small", 100);
	put("empty", 0);
	f = walk();
	ck_assert(mount.is_read && mount.is_whole);
	ck_assert_uint_eq(files.count, 2);
	ck_assert_uint_eq(mount.files, 2);
	ck_assert_uint_eq(f[0].bytes + f[1].bytes, 4 * 4096);
	ck_assert(strcmp(f[0].path, at("small")) == 0 || strcmp(f[1].path, at("small")) == 0);
	end();
}
END_TEST

START_TEST(a_file_with_two_names_counts_once_and_a_link_is_not_followed)
{
	const struct tmpfs_file *f;
	char one[128];

	if (!start())
		return;
	put("one", 4096);
	strcpy(one, at("one"));
	ck_assert_int_eq(link(one, at("two")), 0);
	ck_assert_int_eq(symlink("/", at("root")), 0);
	ck_assert_int_eq(symlink(".", at("self")), 0);
	f = walk();
	ck_assert_uint_eq(files.count, 1);
	ck_assert_uint_eq(f[0].bytes, 4096);
	ck_assert(mount.is_whole);
	end();
}
END_TEST

START_TEST(of_very_many_files_the_largest_are_told_and_the_others_are_summed)
{
	uint64_t sum = 0;
	const struct tmpfs_file *f;

	if (!start())
		return;
	for (int i = 0; i < 2500; i++) {
		char name[32];
		snprintf(name, sizeof(name), "f%d", i);
		put(name, i % 500 == 0 ? 8192 : 1);
	}
	f = walk();
	ck_assert_uint_eq(files.count, 1000);
	ck_assert_uint_eq(mount.files, 2500);
	ck_assert_uint_eq(mount.others, 1500);
	for (size_t i = 0; i < files.count; i++)
		sum += f[i].bytes;
	ck_assert_uint_eq(f[0].bytes, 8192);
	ck_assert_uint_eq(f[4].bytes, 8192);
	ck_assert_uint_eq(sum + mount.other_bytes, 2505 * 4096);
	end();
}
END_TEST

START_TEST(what_is_deeper_than_anybody_needs_is_left_out_and_said)
{
	int fd;

	if (!start())
		return;
	fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	for (int i = 0; i < 100; i++) {
		int next;
		ck_assert_int_eq(mkdirat(fd, "d", 0700), 0);
		next = openat(fd, "d", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		close(fd);
		fd = next;
	}
	close(fd);
	walk();
	ck_assert(mount.is_read && !mount.is_whole);
	end();
}
END_TEST

START_TEST(what_another_mount_hides_is_not_read)
{
	mount = (struct tmpfs){ .device = 12345678, .path = "/", .shown = "/" };
	vec_init(&files, sizeof(struct tmpfs_file));
	tmpfs_walk(NULL, &mount, &arena, &files);
	ck_assert(!mount.is_read);
	ck_assert_uint_eq(files.count, 0);
	vec_free(&files);
}
END_TEST

START_TEST(mounts_of_the_same_file_system_are_one_and_the_whole_one_is_taken)
{
	static const char text[] =
		"1 0 0:23 /part /bind rw - tmpfs x rw\n2 0 0:23 / /dev/shm rw - tmpfs x rw\n3 0 0:23 / /again rw - tmpfs x rw\n"
		"4 0 0:24 / /dev rw - devtmpfs x rw\n5 0 8:1 / / rw - ext4 /dev/sda1 rw\n6 0 0:25 / /proc rw - proc proc rw\nnonsense\n";
	const struct tmpfs *t;
	struct fake_proc f;
	struct procfs p;
	struct vec mounts;
	struct err e;

	fake_new(&f);
	fake_put_stat(&f, 7, (struct fake_stat){ 0 });
	fake_put(&f, "7/mountinfo", text);
	ck_assert(procfs_open(&p, f.dir, &e));
	vec_init(&mounts, sizeof(struct tmpfs));
	tmpfs_list(&p, 7, &arena, &mounts);
	t = mounts.data;
	ck_assert_uint_eq(mounts.count, 2);
	ck_assert_str_eq(t[0].path, "/dev/shm");
	ck_assert_str_eq(t[0].shown, "/proc/7/root/dev/shm");
	ck_assert(!t[0].is_part);
	ck_assert_str_eq(t[1].path, "/dev");
	vec_free(&mounts);
	procfs_close(&p);
	fake_free(&f);
	arena_free(&arena);
}
END_TEST

SUITE(tmpfs, files_are_found_largest_first_whatever_they_are_called, a_file_with_two_names_counts_once_and_a_link_is_not_followed,
      of_very_many_files_the_largest_are_told_and_the_others_are_summed, what_is_deeper_than_anybody_needs_is_left_out_and_said,
      what_another_mount_hides_is_not_read, mounts_of_the_same_file_system_are_one_and_the_whole_one_is_taken)
