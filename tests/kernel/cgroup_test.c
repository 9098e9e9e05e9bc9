/* cgroup_test.c - which control group a process is in, where its directory is, and what its files say. */
#include "cgroup.h"

#include <string.h>

#include "base/exact.h"
#include "suite.h"

/* The path that a text tells; NULL: none. Lives until the next call. */
static const char *path_of(const char *text)
{
	static char out[CGROUP_PATH];
	char *copy = exact_copy(text, strlen(text));
	struct cgroup_span path;
	bool ok = cgroup_path_parse(copy, strlen(text), &path);

	if (ok) {
		memcpy(out, path.bytes, path.length);
		out[path.length] = '\0';
	}
	exact_free(copy);
	return ok ? out : NULL;
}

START_TEST(version_2_has_one_line)
{
	ck_assert_str_eq(path_of("0::/system.slice/nginx.service\n"), "/system.slice/nginx.service");
	ck_assert_str_eq(path_of("0::/\n"), "/");
	ck_assert_str_eq(path_of("0::/../../other\n"), "/../../other");
}
END_TEST

START_TEST(version_1_names_its_controllers)
{
	ck_assert_str_eq(path_of("5:cpu:/c\n4:memory:/docker/1a2b\n3:pids:/p\n"), "/docker/1a2b");
	ck_assert_str_eq(path_of("2:cpu,memory,pids:/together\n"), "/together");
}
END_TEST

START_TEST(where_both_are_there_the_memory_is_version_1s)
{
	static const char hybrid[] = "9:name=systemd:/s\n4:memory:/m\n1:cpu:/c\n0::/unified\n";
	static const char reversed[] = "0::/unified\n4:memory:/m\n";

	ck_assert_str_eq(path_of(hybrid), "/m");
	ck_assert_str_eq(path_of(reversed), "/m");
}
END_TEST

START_TEST(hierarchies_of_version_1_without_memory_leave_it_to_version_2)
{
	ck_assert_str_eq(path_of("9:name=memory:/no\n8:memory_pressure:/no\n1:cpu:/no\n0::/yes\n"), "/yes");
	ck_assert_ptr_null(path_of("9:name=systemd:/s\n1:cpu:/c\n"));
}
END_TEST

START_TEST(a_path_may_hold_colons_and_control_bytes)
{
	ck_assert_str_eq(path_of("0::/a:b:c d\x1b[31m\xff\n"), "/a:b:c d\x1b[31m\xff");
}
END_TEST

START_TEST(a_cut_line_is_no_line)
{
	ck_assert_ptr_null(path_of("0::/system.slice/ngi"));
	ck_assert_ptr_null(path_of(""));
	ck_assert_ptr_null(path_of("0::\n"));
	ck_assert_ptr_null(path_of("0:\n:\n\n"));
	ck_assert_str_eq(path_of("0::/u\n4:memory:/cu"), "/u");
}
END_TEST

static bool mount_of(const char *text, struct cgroup_mount *out)
{
	char *copy = exact_copy(text, strlen(text));
	bool ok = cgroup_mount_parse(copy, strlen(text), "memory", out);

	exact_free(copy);
	return ok;
}

START_TEST(the_mount_with_memory_is_found)
{
	struct cgroup_mount m;

	ck_assert(mount_of("23 1 0:2 / /proc rw - proc proc rw\n"
	                   "41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw\n"
	                   "34 31 0:31 / /sys/fs/cgroup/cpuset rw - cgroup cgroup rw,cpuset\n"
	                   "35 31 0:32 / /sys/fs/cgroup/memory rw,relatime shared:3 master:1 - cgroup cgroup rw,memory\n", &m));
	ck_assert_int_eq(m.version, CGROUP_V1);
	ck_assert_str_eq(m.root, "/");
	ck_assert_str_eq(m.point, "/sys/fs/cgroup/memory");
	ck_assert(mount_of("30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate,memory_recursiveprot\n", &m));
	ck_assert_int_eq(m.version, CGROUP_V2);
	ck_assert_str_eq(m.point, "/sys/fs/cgroup");
}
END_TEST

START_TEST(a_mount_may_show_a_part_of_the_hierarchy)
{
	struct cgroup_mount m;

	ck_assert(mount_of("35 31 0:32 /docker/1a2b /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory\n", &m));
	ck_assert_str_eq(m.root, "/docker/1a2b");
	/* Where all of it is mounted too, that is better. */
	ck_assert(mount_of("35 31 0:32 /docker/1a2b /part ro - cgroup cgroup rw,memory\n"
	                   "36 31 0:32 / /all ro - cgroup cgroup rw,memory\n"
	                   "37 31 0:32 /x /other ro - cgroup cgroup rw,memory\n", &m));
	ck_assert_str_eq(m.root, "/");
	ck_assert_str_eq(m.point, "/all");
}
END_TEST

START_TEST(blanks_in_paths_are_written_in_octal)
{
	struct cgroup_mount m;

	ck_assert(mount_of("1 2 0:3 /a\\040b /mnt/c\\134\\011d rw - cgroup2 none rw\n", &m));
	ck_assert_str_eq(m.root, "/a b");
	ck_assert_str_eq(m.point, "/mnt/c\\\td");
}
END_TEST

START_TEST(what_is_no_such_mount_is_left_out)
{
	struct cgroup_mount m;

	ck_assert(!mount_of("", &m));
	ck_assert(!mount_of("1 2 0:3 / /x rw - cgroup none rw,cpu,memoryless\n", &m));
	ck_assert(!mount_of("1 2 0:3 / /x rw cgroup2 none rw\n", &m));
	ck_assert(!mount_of("1 2 0:3 / /x rw - cgroup2\n", &m));
	ck_assert(!mount_of("1 2 0:3 / /x rw - cgroup2 none rw", &m));
	ck_assert(!mount_of("- - - - - - -\n", &m));
	ck_assert(!mount_of("1 2 0:3 / \\000x rw - cgroup2 none rw\n", &m));
}
END_TEST

/* What is below; NULL: it is not. */
static const char *below(const char *root, const char *path)
{
	static char out[CGROUP_PATH];
	struct cgroup_span rest;

	if (!cgroup_below(root, (struct cgroup_span){ path, strlen(path) }, &rest))
		return NULL;
	memcpy(out, rest.bytes, rest.length);
	out[rest.length] = '\0';
	return out;
}

START_TEST(a_path_is_mapped_below_the_group_that_is_mounted)
{
	ck_assert_str_eq(below("/", "/"), "");
	ck_assert_str_eq(below("/", "/docker/1a2b"), "docker/1a2b");
	ck_assert_str_eq(below("/docker/1a2b", "/docker/1a2b"), "");
	ck_assert_str_eq(below("/docker/1a2b", "/docker/1a2b/x"), "x");
	ck_assert_ptr_null(below("/docker/1a2b", "/docker/1a2bc"));
	ck_assert_ptr_null(below("/docker/1a2b", "/docker"));
	ck_assert_ptr_null(below("/docker/1a2b", "/"));
}
END_TEST

START_TEST(what_is_outside_of_our_namespace_is_below_nothing_of_ours)
{
	ck_assert_ptr_null(below("/", "/.."));
	ck_assert_ptr_null(below("/", "/../../system.slice"));
	ck_assert_ptr_null(below("/", "/a/../../etc"));
	ck_assert_str_eq(below("/", "/..a/b.."), "..a/b..");
	/* Where a directory shows it, it can be had. */
	ck_assert_str_eq(below("/..", "/../other"), "other");
	ck_assert_ptr_null(below("/..", "/ours"));
}
END_TEST

static const char *absolute(const char *home, const char *path)
{
	static char out[CGROUP_PATH];
	struct cgroup_span whole;

	if (!cgroup_absolute(home, (struct cgroup_span){ path, strlen(path) }, out, &whole))
		return NULL;
	ck_assert(whole.bytes == out && whole.length == strlen(out));
	return out;
}

START_TEST(a_path_from_our_namespace_is_told_from_the_root_of_all)
{
	ck_assert_str_eq(absolute("/", "/a/b"), "/a/b");
	ck_assert_str_eq(absolute("/", "/"), "/");
	ck_assert_str_eq(absolute("/docker/1a", "/"), "/docker/1a");
	ck_assert_str_eq(absolute("/docker/1a", "/sub"), "/docker/1a/sub");
	ck_assert_str_eq(absolute("/docker/1a", "/../2b"), "/docker/2b");
	ck_assert_str_eq(absolute("/docker/1a", "/.."), "/docker");
	ck_assert_str_eq(absolute("/docker/1a", "/../../x/y"), "/x/y");
	ck_assert_str_eq(absolute("/docker/1a", "/../.."), "/");
	ck_assert_str_eq(absolute("/docker/1a", "/..x"), "/docker/1a/..x");
	/* More above than there is; and what the kernel never writes. */
	ck_assert_ptr_null(absolute("/docker/1a", "/../../.."));
	ck_assert_ptr_null(absolute("/", "/../x"));
	ck_assert_ptr_null(absolute("/docker/1a", "/a/../b"));
	ck_assert_ptr_null(absolute("/docker/1a", ""));
}
END_TEST

static uint64_t number_of(const char *text)
{
	char *copy = exact_copy(text, strlen(text));
	uint64_t n = 77;

	ck_assert_msg(cgroup_number_parse(copy, strlen(text), &n), "refused: %s", text);
	exact_free(copy);
	return n;
}

START_TEST(no_limit_is_one_value_by_either_version)
{
	uint64_t n;

	ck_assert_uint_eq(number_of("50331648\n"), 50331648);
	ck_assert_uint_eq(number_of("0\n"), 0);
	ck_assert_uint_eq(number_of("max\n"), CGROUP_NO_LIMIT);
	ck_assert_uint_eq(number_of("9223372036854771712\n"), CGROUP_NO_LIMIT);
	ck_assert_uint_eq(number_of("9223372036854710272"), CGROUP_NO_LIMIT);
	ck_assert(!cgroup_number_parse("", 0, &n));
	ck_assert(!cgroup_number_parse("ma", 2, &n));
	ck_assert(!cgroup_number_parse("-1\n", 3, &n));
}
END_TEST

START_TEST(the_stat_of_version_2_is_taken_apart)
{
	static const char text[] = "anon 15781888\nfile 20971520\nkernel 425984\nshmem 20971520\ninactive_anon 1\n"
	                           "inactive_file 4096\nactive_file 8192\nslab_reclaimable 100\nslab 300\nfile_mapped 5\nkernel_stack 6\n"
	                           "pagetables 7\nsec_pagetables 8\npercpu 9\nvmalloc 10\nslab_unreclaimable 200\n";
	struct cgroup_stat s;

	ck_assert(cgroup_stat_parse(text, sizeof(text) - 1, &s));
	ck_assert_uint_eq(s.bytes[CGROUP_ANON], 15781888);
	ck_assert_uint_eq(s.bytes[CGROUP_FILE], 20971520);
	ck_assert_uint_eq(s.bytes[CGROUP_SHMEM], 20971520);
	ck_assert_uint_eq(s.bytes[CGROUP_KERNEL], 425984);
	ck_assert_uint_eq(s.bytes[CGROUP_MAPPED], 5);
	ck_assert_uint_eq(s.bytes[CGROUP_STACKS], 6);
	ck_assert_uint_eq(s.bytes[CGROUP_PAGE_TABLES], 7);
	ck_assert_uint_eq(s.bytes[CGROUP_SEC_PAGE_TABLES], 8);
	ck_assert_uint_eq(s.bytes[CGROUP_PERCPU], 9);
	ck_assert_uint_eq(s.bytes[CGROUP_VMALLOC], 10);
	ck_assert_uint_eq(s.bytes[CGROUP_SLAB_UNRECLAIMABLE], 200);
	ck_assert(!s.known[CGROUP_SWAP]);
	ck_assert(!s.known[CGROUP_ANCESTORS_LIMIT]);
	ck_assert_uint_eq(cgroup_reclaimable(&s), 4096 + 8192 + 100);
}
END_TEST

START_TEST(of_version_1_the_sums_over_the_groups_below_count)
{
	static const char text[] = "cache 1\nrss 2\nshmem 3\ninactive_file 4\nactive_file 5\nhierarchical_memory_limit 67108864\n"
	                           "hierarchical_memsw_limit 9223372036854771712\ntotal_cache 10\ntotal_rss 20\ntotal_shmem 30\n"
	                           "total_swap 60\ntotal_inactive_file 40\ntotal_active_file 50\n";
	struct cgroup_stat s;

	ck_assert(cgroup_stat_parse(text, sizeof(text) - 1, &s));
	ck_assert_uint_eq(s.bytes[CGROUP_FILE], 10);
	ck_assert_uint_eq(s.bytes[CGROUP_ANON], 20);
	ck_assert_uint_eq(s.bytes[CGROUP_SHMEM], 30);
	ck_assert_uint_eq(s.bytes[CGROUP_SWAP], 60);
	ck_assert_uint_eq(s.bytes[CGROUP_ANCESTORS_LIMIT], 67108864);
	ck_assert_uint_eq(cgroup_reclaimable(&s), 90);
	ck_assert(!cgroup_stat_parse("nothing 5\n", 10, &s));
}
END_TEST

static uint64_t cpus_of(const char *text)
{
	char *copy = exact_copy(text, strlen(text));
	uint64_t n;
	bool ok = cgroup_cpus_parse(copy, strlen(text), &n);

	exact_free(copy);
	return ok ? n : 0;
}

START_TEST(a_list_of_cpus_is_counted)
{
	ck_assert_uint_eq(cpus_of("0-3,6\n"), 5);
	ck_assert_uint_eq(cpus_of("5"), 1);
	ck_assert_uint_eq(cpus_of("0-63,128-191\n"), 128);
	ck_assert_uint_eq(cpus_of("\n"), 0);
	ck_assert_uint_eq(cpus_of(""), 0);
	ck_assert_uint_eq(cpus_of("3-1\n"), 0);
	ck_assert_uint_eq(cpus_of("0-\n"), 0);
	ck_assert_uint_eq(cpus_of("0,\n"), 0);
	ck_assert_uint_eq(cpus_of("0-99999999999\n"), 0);
	ck_assert_uint_eq(cpus_of("0 1\n"), 0);
}
END_TEST

START_TEST(kills_are_told_by_either_version)
{
	static const char v1[] = "oom_kill_disable 0\nunder_oom 0\noom_kill 3\n";
	static const char v2[] = "low 0\nhigh 2029\nmax 35\noom 1\noom_kill 7\noom_group_kill 0\n";
	uint64_t n;

	ck_assert(cgroup_kills_parse(v1, sizeof(v1) - 1, &n));
	ck_assert_uint_eq(n, 3);
	ck_assert(cgroup_kills_parse(v2, sizeof(v2) - 1, &n));
	ck_assert_uint_eq(n, 7);
	ck_assert(!cgroup_kills_parse("oom_kill_disable 1\nunder_oom 0\n", 31, &n));
}
END_TEST

SUITE(cgroup, version_2_has_one_line, version_1_names_its_controllers, where_both_are_there_the_memory_is_version_1s,
      hierarchies_of_version_1_without_memory_leave_it_to_version_2, a_path_may_hold_colons_and_control_bytes,
      a_cut_line_is_no_line, the_mount_with_memory_is_found, a_mount_may_show_a_part_of_the_hierarchy,
      blanks_in_paths_are_written_in_octal, what_is_no_such_mount_is_left_out,
      a_path_is_mapped_below_the_group_that_is_mounted, what_is_outside_of_our_namespace_is_below_nothing_of_ours,
      a_path_from_our_namespace_is_told_from_the_root_of_all, no_limit_is_one_value_by_either_version, the_stat_of_version_2_is_taken_apart,
      of_version_1_the_sums_over_the_groups_below_count, a_list_of_cpus_is_counted,
      kills_are_told_by_either_version)
