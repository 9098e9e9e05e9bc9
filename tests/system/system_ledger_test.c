/* system_ledger_test.c - loads of known size, each of which must move its own line of the ledger by that much; and who holds them.
 *
 * How far a line may be off: the kernel's counters leave up to 125 pages of each kind with each CPU, and this machine does other
 * things too. So a load is tried again when something else has moved the line at the same time. */
#define _GNU_SOURCE
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "suite.h"
#include "vec.h"
#include "workload.h"
#include "workload_program.h"

#define LOAD (48 * MEBIBYTE)
#define TRIES 8
#define ledger(...) json_of("ledger", ##__VA_ARGS__)

static uint64_t slack(void)
{
	return 2 * MEBIBYTE + (uint64_t)sysconf(_SC_NPROCESSORS_CONF) * MEBIBYTE / 2;
}

static int64_t line_of(const char *json, const char *line)
{
	return (int64_t)jq_real(json, text_of(".lines[] | select(.line == \"%s\") | .bytes // 0", line));
}

/* What is in a balance always adds up, to the byte. */
static void expect_sums(const char *json)
{
	expect_jq(json, "[.lines[] | select(.line != \"total\")] as $all | [.lines[] | . as $p | select(any($all[]; .part_of == $p.line)) | "
	                "([$all[] | select(.part_of == $p.line) | .bytes // 0] | add) == (.bytes // 0)] | all", "true");
}

struct load {
	const char *line;
	uint64_t bytes;
	void (*work)(void *);         /* in a child */
	void (*check)(const char *json, pid_t child);
};

/* A child that holds the load moves the line by as much. */
static bool moves(const struct load *l, int64_t *moved)
{
	const char *before = ledger(), *after;
	pid_t child = workload_start(l->work, NULL);

	after = ledger();
	expect_sums(before);
	expect_sums(after);
	if (l->check)
		l->check(after, child);
	workload_end(child);
	*moved = line_of(after, l->line) - line_of(before, l->line);
	return llabs(*moved - (int64_t)l->bytes) <= (int64_t)slack();
}

static void expect_moves(const struct load *l)
{
	int64_t moved = 0;

	for (int i = 0; i < TRIES; i++)
		if (moves(l, &moved))
			return;
	ck_abort_msg("%s was moved by %lld, not by %llu", l->line, (long long)moved, (unsigned long long)l->bytes);
}

static void fill_file(int fd, uint64_t bytes)
{
	static char block[MEBIBYTE];

	memset(block, 'x', sizeof(block));
	for (uint64_t at = 0; at < bytes; at += sizeof(block))
		if (write(fd, block, sizeof(block)) != (ssize_t)sizeof(block))
			_exit(1);
}

static const char *object_of(pid_t child, const char *what)
{
	return text_of("[.objects[] | select(.pid == %d and .bytes >= %llu)][0] | %s", (int)child, (unsigned long long)LOAD, what);
}

/* ---- shared memory that nobody maps ------------------------------------------------------------------------------------------ */

#define SHM_FILE "/dev/shm/ramtop-ledger-test"

static void fill_shm_file(void *arg)
{
	int fd = open(SHM_FILE, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);

	(void)arg;
	fill_file(fd, LOAD);
	close(fd);
}

static void check_file(const char *json, pid_t child)
{
	const char *file = "[.objects[] | select(.name == \"" SHM_FILE "\")][0]";

	(void)child;
	ck_assert_uint_eq(jq_number(json, text_of("%s.bytes", file)), LOAD);
	expect_jq(json, text_of("%s | [.kind, .holders, .mapped, .pid] | @text", file), "[\"file\",0,0,null]");
	ck_assert_uint_ge(jq_number(json, "[.mounts[] | select(.name == \"/dev/shm\" and .bytes)][0].bytes"), LOAD);
	unlink(SHM_FILE);
}

START_TEST(a_file_in_dev_shm_is_shared_memory_that_nobody_maps)
{
	expect_moves(&(struct load){ "tmpfs", LOAD, fill_shm_file, check_file });
	workload_end_all();
}
END_TEST

static void hold_deleted(void *arg)
{
	int fd = open(SHM_FILE ".gone", O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);

	(void)arg;
	unlink(SHM_FILE ".gone");
	fill_file(fd, LOAD);
}

static void check_deleted(const char *json, pid_t child)
{
	expect_jq(json, object_of(child, "[.kind, .holders, .mapped, .name] | @text"), "[\"deleted\",1,0,\"" SHM_FILE ".gone\"]");
}

START_TEST(a_deleted_file_that_is_open_is_found_with_who_has_it_open)
{
	expect_moves(&(struct load){ "tmpfs", LOAD, hold_deleted, check_deleted });
	workload_end_all();
}
END_TEST

static void hold_memfd(void *arg)
{
	int fd = memfd_create("ramtop test", MFD_CLOEXEC);

	fill_file(fd, LOAD);
	if (arg)
		workload_touch(mmap(NULL, LOAD, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0), LOAD);
}

static void check_memfd(const char *json, pid_t child)
{
	expect_jq(json, object_of(child, "[.kind, .holders, .mapped, .name] | @text"), "[\"memfd\",1,0,\"memfd:ramtop test\"]");
}

START_TEST(a_memfd_that_is_not_mapped_is_in_no_process)
{
	expect_moves(&(struct load){ "tmpfs", LOAD, hold_memfd, check_memfd });
	workload_end_all();
}
END_TEST

static void map_memfd(void *arg)
{
	(void)arg;
	hold_memfd(&(int){ 1 });
}

static void check_mapped_memfd(const char *json, pid_t child)
{
	expect_jq(json, object_of(child, "[.kind, .holders, .mapped] | @text"), "[\"memfd\",1,1]");
	ck_assert_uint_ge(jq_number(json, text_of(".processes[] | select(.pid == %d) | .shmem", (int)child)), LOAD);
}

START_TEST(a_memfd_that_is_mapped_is_memory_of_the_process)
{
	expect_moves(&(struct load){ "shmem", LOAD, map_memfd, check_mapped_memfd });
	expect_moves(&(struct load){ "tmpfs", 0, map_memfd, NULL });
	workload_end_all();
}
END_TEST

static int segment = -1;

static void make_segment(void)
{
	segment = shmget(IPC_PRIVATE, LOAD, IPC_CREAT | 0600);
	ck_assert_int_ge(segment, 0);
}

/* It stays until the last one has left it, and until it is removed. */
static void fill_segment(void *arg)
{
	char *at = shmat(segment, NULL, 0);

	workload_touch(at, LOAD);
	if (!arg)
		shmdt(at);
}

static void stay_attached(void *arg)
{
	(void)arg;
	fill_segment(&(int){ 1 });
}

static void check_segment(const char *json, pid_t child)
{
	const char *which = text_of("[.objects[] | select(.name == \"segment %d, private\")][0]", segment);

	(void)child;
	ck_assert_uint_eq(jq_number(json, text_of("%s.bytes", which)), LOAD);
	expect_jq(json, text_of("%s | [.kind, .mapped] | @text", which), "[\"sysv\",0]");
	shmctl(segment, IPC_RMID, NULL);
	make_segment();
}

static void check_attached(const char *json, pid_t child)
{
	expect_jq(json, text_of("[.objects[] | select(.name == \"segment %d, private\")][0] | [.kind, .mapped, .pid] | @text", segment),
	          text_of("[\"sysv\",1,%d]", (int)child));
	shmctl(segment, IPC_RMID, NULL);
	make_segment();
}

START_TEST(a_system_v_segment_that_is_not_attached_is_in_no_process)
{
	make_segment();
	expect_moves(&(struct load){ "tmpfs", LOAD, fill_segment, check_segment });
	shmctl(segment, IPC_RMID, NULL);
	workload_end_all();
}
END_TEST

START_TEST(a_system_v_segment_that_is_attached_is_memory_of_the_process)
{
	make_segment();
	expect_moves(&(struct load){ "shmem", LOAD, stay_attached, check_attached });
	shmctl(segment, IPC_RMID, NULL);
	workload_end_all();
}
END_TEST

/* A tmpfs in another mount namespace, as containers have them. */
static void fill_other_mounts(void *arg)
{
	int fd;

	(void)arg;
	if (unshare(CLONE_NEWNS) != 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
	    mount("none", "/mnt", "tmpfs", 0, "size=128m") != 0)
		_exit(1);
	fd = open("/mnt/\x1b[31mhostile\nname", O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
	fill_file(fd, LOAD);
	close(fd);
}

static void check_other_mounts(const char *json, pid_t child)
{
	const char *name = text_of("/proc/%d/root/mnt/", (int)child);

	ck_assert_uint_eq(jq_number(json, text_of("[.objects[] | select(.name | startswith(\"%s\"))][0].bytes", name)), LOAD);
	expect_jq(json, text_of("[.mounts[] | select(.name == \"/proc/%d/root/mnt\")][0] | [.bytes, .limit] | @text", (int)child),
	          text_of("[%llu,134217728]", (unsigned long long)LOAD));
	ck_assert_ptr_null(strchr(ramtop("ledger", "objects").out, '\x1b'));
}

START_TEST(the_tmpfs_of_another_mount_namespace_is_looked_at)
{
	if (geteuid() != 0) {
		fputs("a system test was SKIPPED: only root may have mounts of its own\n", stderr);
		return;
	}
	expect_moves(&(struct load){ "tmpfs", LOAD, fill_other_mounts, check_other_mounts });
	workload_end_all();
}
END_TEST

/* ---- memory of processes, files, the kernel -------------------------------------------------------------------------------------- */

static void hold_anonymous(void *arg)
{
	(void)arg;
	workload_anonymous(LOAD);
}

static void check_anonymous(const char *json, pid_t child)
{
	uint64_t anon = jq_number(json, text_of(".processes[] | select(.pid == %d) | .anon", (int)child));

	ck_assert_uint_ge(anon, LOAD);
	ck_assert_uint_lt(anon, LOAD + 16 * MEBIBYTE);
}

START_TEST(anonymous_memory_is_that_of_processes)
{
	expect_moves(&(struct load){ "anon", LOAD, hold_anonymous, check_anonymous });
	workload_end_all();
}
END_TEST

#define DISK_FILE "build/check/ledger-test-file"

static void read_disk_file(void *arg)
{
	int fd = open(DISK_FILE, O_CREAT | O_TRUNC | O_RDWR | O_CLOEXEC, 0600);

	(void)arg;
	fill_file(fd, LOAD);
	fsync(fd);
	close(fd);
}

static void check_disk_file(const char *json, pid_t child)
{
	(void)json;
	(void)child;
	unlink(DISK_FILE);
}

START_TEST(a_file_that_was_written_is_page_cache)
{
	expect_moves(&(struct load){ "cached_files", LOAD, read_disk_file, check_disk_file });
	workload_end_all();
}
END_TEST

static void map_disk_file(void *arg)
{
	int fd;

	read_disk_file(arg);
	fd = open(DISK_FILE, O_RDONLY | O_CLOEXEC);
	if (mmap(NULL, LOAD, PROT_READ, MAP_SHARED | MAP_POPULATE, fd, 0) == MAP_FAILED)
		_exit(1);
	close(fd);
}

START_TEST(a_file_that_is_mapped_is_memory_of_the_process_and_no_page_cache)
{
	expect_moves(&(struct load){ "file", LOAD, map_disk_file, check_disk_file });
	expect_moves(&(struct load){ "cached_files", 0, map_disk_file, check_disk_file });
	workload_end_all();
}
END_TEST

/* One page in every 2 MB takes a page of the page tables each. */
#define TABLES 4096

static void hold_page_tables(void *arg)
{
	char *at = mmap(NULL, (TABLES + 1) * 2 * MEBIBYTE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	(void)arg;
	if (at == MAP_FAILED)
		_exit(1);
	madvise(at, (TABLES + 1) * 2 * MEBIBYTE, MADV_NOHUGEPAGE);
	for (size_t i = 0; i < TABLES; i++)
		at[i * 2 * MEBIBYTE] = 1;
}

START_TEST(memory_that_is_scattered_takes_page_tables)
{
	expect_moves(&(struct load){ "page_tables", TABLES * (uint64_t)sysconf(_SC_PAGESIZE), hold_page_tables, NULL });
	workload_end_all();
}
END_TEST

enum { THREADS = 600 };

static void *wait_for_ever(void *arg)
{
	for (;;)
		pause();
	return arg;
}

static void hold_threads(void *arg)
{
	pthread_attr_t small;
	pthread_t thread;

	(void)arg;
	pthread_attr_init(&small);
	pthread_attr_setstacksize(&small, 65536);
	for (int i = 0; i < THREADS; i++)
		if (pthread_create(&thread, &small, wait_for_ever, NULL) != 0)
			_exit(1);
}

/* On x86, arm64 and others with pages of 4 KB a stack of the kernel has 16 KB. */
START_TEST(threads_take_kernel_stacks)
{
	expect_moves(&(struct load){ "stacks", THREADS * UINT64_C(16384), hold_threads, NULL });
	workload_end_all();
}
END_TEST

#define POOL "/sys/kernel/mm/hugepages/hugepages-2048kB/nr_hugepages"
enum { HUGE = 16 };

static bool set_pool(unsigned pages)
{
	FILE *f = fopen(POOL, "w");
	bool ok = f && fprintf(f, "%u\n", pages) > 0;

	return f && fclose(f) == 0 && ok;
}

static unsigned pool_size(void)
{
	unsigned pages = 0;
	FILE *f = fopen(POOL, "r");

	if (f && fscanf(f, "%u", &pages) != 1)
		pages = 0;
	if (f)
		fclose(f);
	return pages;
}

static void use_half_the_pool(void *arg)
{
	char *at = mmap(NULL, HUGE / 2 * 2 * MEBIBYTE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);

	(void)arg;
	if (at == MAP_FAILED)
		_exit(1);
	memset(at, 1, HUGE / 2 * 2 * MEBIBYTE);
}

START_TEST(a_pool_of_huge_pages_is_a_line_and_who_uses_it_has_no_pss_of_it)
{
	unsigned old = pool_size();
	const char *json;
	pid_t child;

	if (!set_pool(old + HUGE) || pool_size() != old + HUGE) {
		fputs("a system test was SKIPPED: no huge pages can be had\n", stderr);
		set_pool(old);
		return;
	}
	child = workload_start(use_half_the_pool, NULL);
	json = ledger();
	set_pool(old);
	expect_sums(json);
	ck_assert_uint_eq((uint64_t)line_of(json, "hugetlb"), (old + HUGE) * 2 * MEBIBYTE);
	ck_assert_uint_ge((uint64_t)line_of(json, "hugetlb_used"), HUGE / 2 * 2 * MEBIBYTE);
	ck_assert_uint_ge((uint64_t)line_of(json, "hugetlb_free"), HUGE / 2 * 2 * MEBIBYTE);
	ck_assert_uint_lt(jq_number(json, text_of(".processes[] | select(.pid == %d) | .anon", (int)child)), 16 * MEBIBYTE);
	workload_end_all();
	set_pool(old);
}
END_TEST

/* ---- all together ------------------------------------------------------------------------------------------------------------ */

START_TEST(little_is_unexplained)
{
	const char *json = ledger();
	double share = jq_real(json, ".lines[] | select(.line == \"unexplained\") | .share");

	expect_sums(json);
	ck_assert_uint_eq((uint64_t)line_of(json, "total"), workload_figure(getpid(), "../meminfo", "MemTotal:"));
	ck_assert_msg(share < 10 && share > -2, "%.1f %% of the memory are unexplained", share);
}
END_TEST

/* As root all is read; then what processes map is the sum of what each of them says. */
START_TEST(the_pss_of_all_processes_is_what_the_kernel_says_that_they_map)
{
	for (int i = 0; i < TRIES; i++) {
		const char *json = ledger();
		double sum = jq_real(json, "[.processes[] | .anon + .file + .shmem] | add"), all = (double)line_of(json, "processes");
		if (!strcmp(jq(json, ".others_hidden"), "true") || geteuid() != 0) {
			fputs("a system test was SKIPPED: not all processes may be read\n", stderr);
			return;
		}
		/* A process that not even root may read is as large as its RSS at most. */
		if (sum < all + (double)slack() && sum > all - (double)slack() - 0.02 * all)
			return;
	}
	ck_abort_msg("the sum of PSS is not what processes map");
}
END_TEST

START_TEST(zombies_and_threads_of_the_kernel_hold_nothing_and_are_not_listed)
{
	pid_t child = workload_start(hold_anonymous, NULL);
	const char *json;

	workload_kill(child);
	json = ledger();
	expect_jq(json, text_of("[.processes[] | select(.pid == %d or .pid == 2)] | length", (int)child), getpid() == 2 ? "1" : "0");
	workload_end_all();
}
END_TEST

/* Processes that end while they are read are no error, and none that may not be read. */
static void fork_without_end(void *arg)
{
	(void)arg;
	workload_ready();
	for (;;) {
		pid_t pid = fork();
		if (pid == 0)
			_exit(0);
		waitpid(pid, NULL, 0);
	}
}

START_TEST(processes_that_end_meanwhile_are_passed_over)
{
	uint64_t unread = jq_number(ledger(), ".processes_unread");

	for (int i = 0; i < 3; i++)
		workload_start(fork_without_end, NULL);
	for (int i = 0; i < 10; i++) {
		const char *json = ledger();
		expect_sums(json);
		ck_assert_uint_le(jq_number(json, ".processes_unread"), unread);
	}
	workload_end_all();
}
END_TEST

START_TEST(what_a_plain_user_may_not_read_is_said_and_is_no_zero)
{
	struct printed p;

	if (geteuid() != 0) {
		fputs("a system test was SKIPPED: only root may become somebody else\n", stderr);
		return;
	}
	p = program_run((const char *const[]){ "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", PROGRAM, "--json", "ledger", NULL }, NULL);
	ck_assert_int_eq(p.status, 0);
	expect_sums(p.out);
	expect_jq(p.out, ".slab", "null");
	expect_jq(p.out, ".vmalloc", "null");
	expect_jq(p.out, ".processes_unread > 0", "true");
	expect_jq(p.out, ".processes[] | select(.pid == 1) | [.pss, .anon > 0] | @text", "[null,true]");
	expect_jq(p.out, ".lines[] | select(.line == \"processes\") | .certainty", "exact");
	expect_jq(p.out, ".lines[] | select(.line == \"processes\") | .note | contains(\"root may\")", "true");
}
END_TEST

START_TEST(a_line_that_does_not_open_is_said)
{
	struct printed p = ramtop("ledger", "percpu");

	ck_assert_int_eq(p.status, 2);
	ck_assert_ptr_nonnull(strstr(p.err, "'percpu' opens into nothing"));
	ck_assert_int_eq(ramtop("ledger", "nonsense").status, 2);
	ck_assert_int_eq(ramtop("ledger", "tmpfs", "more").status, 2);
	ck_assert_int_eq(ramtop("ledger", "tmpfs").status, 0);
}
END_TEST

SUITE(system_ledger, a_file_in_dev_shm_is_shared_memory_that_nobody_maps, a_deleted_file_that_is_open_is_found_with_who_has_it_open,
      a_memfd_that_is_not_mapped_is_in_no_process, a_memfd_that_is_mapped_is_memory_of_the_process,
      a_system_v_segment_that_is_not_attached_is_in_no_process, a_system_v_segment_that_is_attached_is_memory_of_the_process,
      the_tmpfs_of_another_mount_namespace_is_looked_at, anonymous_memory_is_that_of_processes, a_file_that_was_written_is_page_cache,
      a_file_that_is_mapped_is_memory_of_the_process_and_no_page_cache, memory_that_is_scattered_takes_page_tables,
      threads_take_kernel_stacks, a_pool_of_huge_pages_is_a_line_and_who_uses_it_has_no_pss_of_it, little_is_unexplained,
      the_pss_of_all_processes_is_what_the_kernel_says_that_they_map, zombies_and_threads_of_the_kernel_hold_nothing_and_are_not_listed,
      processes_that_end_meanwhile_are_passed_over,
      what_a_plain_user_may_not_read_is_said_and_is_no_zero, a_line_that_does_not_open_is_said)
