/* inspection_test.c - threads, open files, environment, limits and facts of one process; who has ended, who is another's. */
#define _GNU_SOURCE
#include "inspection.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "hoarder.h"
#include "kernel/child.h"
#include "kernel/fake_proc.h"

static struct procfs proc;
static struct subject subject;
static struct inspection found;

static void open_at(const char *dir, pid_t pid)
{
	struct err e;

	ck_assert_msg(procfs_open(&proc, dir, &e), "%s", e.text);
	inspection_init(&found);
	ck_assert(subject_find(&subject, &proc, pid));
}

static void close_it(void)
{
	inspection_free(&found);
	procfs_close(&proc);
}

static const struct fact *fact(const char *section, const char *name)
{
	const struct fact *f = found.facts.data;

	for (size_t i = 0; i < found.facts.count; i++)
		if (strcmp(f[i].section, section) == 0 && f[i].name_length == strlen(name) && memcmp(f[i].name, name, f[i].name_length) == 0)
			return &f[i];
	ck_abort_msg("there is no fact %s of %s", name, section);
}

static void expect_text(const char *section, const char *name, const char *want)
{
	struct value v = fact(section, name)->value;

	ck_assert_int_eq(v.kind, VALUE_TEXT);
	ck_assert_msg(v.text.length == strlen(want) && memcmp(v.text.bytes, want, v.text.length) == 0, "%s is '%.*s'", name,
	              (int)v.text.length, v.text.bytes);
}

static void expect_number(const char *section, const char *name, uint64_t want)
{
	ck_assert_int_eq(fact(section, name)->value.kind, VALUE_NUMBER);
	ck_assert_uint_eq(fact(section, name)->value.number, want);
}

START_TEST(threads_have_their_names_and_tids)
{
	struct hoarder h;
	const struct thread_row *t;
	int named = 0;

	hoarder_start(&h);
	open_at("/proc", h.pid);
	inspection_read(&found, &subject, INSPECT_THREADS);
	ck_assert_int_eq(found.threads_end, PROBE_READ);
	ck_assert_uint_eq(found.threads.count, 5);
	t = found.threads.data;
	ck_assert_int_eq(t[0].tid, h.pid);
	for (size_t i = 1; i < 5; i++) {
		ck_assert_int_gt(t[i].tid, t[i - 1].tid);
		named += t[i].comm_length == 9 && memcmp(t[i].comm, "hoarder-", 8) == 0;
	}
	ck_assert_int_eq(named, 4);
	close_it();
	hoarder_end(&h);
}
END_TEST

static const struct file_row *file(const char *kind, const char *part)
{
	const struct file_row *f = found.files.data;

	for (size_t i = 0; i < found.files.count; i++)
		if (strcmp(f[i].kind, kind) == 0 && memmem(f[i].path, f[i].path_length, part, strlen(part)))
			return &f[i];
	ck_abort_msg("there is no open %s with %s in its name", kind, part);
}

START_TEST(open_files_have_a_size_and_say_when_their_name_is_gone)
{
	struct hoarder h;

	hoarder_start(&h);
	open_at("/proc", h.pid);
	inspection_read(&found, &subject, INSPECT_FILES);
	ck_assert_int_eq(found.files_end, PROBE_READ);
	ck_assert_str_eq(file("pipe", "pipe:")->access, "r");
	ck_assert_uint_eq(file("memfd", "hoard \033[31m")->size, 9 << 20);
	ck_assert_uint_eq(file("memfd", "hoard \033[31m")->held, 7 << 20);
	ck_assert(file("file", "gone")->is_deleted);
	ck_assert_uint_eq(file("file", "gone")->size, 4 << 20);
	ck_assert(!file("file", "real\nname \033[31m (deleted)")->is_deleted);
	ck_assert_str_eq(file("file", "real")->access, "rw");
	close_it();
	hoarder_end(&h);
}
END_TEST

static char locked_name[64];

/* A range of it, then all of it. */
static void lock_file(void)
{
	struct flock range = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 4096, .l_len = 100 };
	int fd = open(locked_name, O_RDWR);

	if (fd < 0 || fcntl(fd, F_SETLK, &range) != 0 || flock(fd, LOCK_SH) != 0)
		_exit(4);
}

START_TEST(locks_of_open_files_have_their_range_and_path)
{
	const struct lock_row *l;
	pid_t pid;
	int fd;

	strcpy(locked_name, "build/check/locked-XXXXXX");
	fd = mkstemp(locked_name);
	ck_assert_int_ge(fd, 0);
	pid = child_start(lock_file);
	open_at("/proc", pid);
	inspection_read(&found, &subject, INSPECT_FILES);
	ck_assert_int_eq(found.locks_end, PROBE_READ);
	ck_assert_uint_eq(found.locks.count, 2);
	l = found.locks.data;
	ck_assert_int_eq(l[0].fd, l[1].fd);
	ck_assert_ptr_nonnull(memmem(l[0].path, l[0].path_length, locked_name, strlen(locked_name)));
	/* The kernel tells of those of flock(2) first. */
	ck_assert_str_eq(l[0].lock.kind, "FLOCK");
	ck_assert_str_eq(l[0].lock.access, "READ");
	ck_assert_uint_eq(l[0].lock.to, FILE_LOCK_END);
	ck_assert_str_eq(l[1].lock.kind, "POSIX");
	ck_assert_str_eq(l[1].lock.access, "WRITE");
	ck_assert_uint_eq(l[1].lock.from, 4096);
	ck_assert_uint_eq(l[1].lock.to, 4195);
	close_it();
	child_end(pid);
	close(fd);
	unlink(locked_name);
}
END_TEST

/* As a database does it. */
static void lock_much(void)
{
	int fd = open(locked_name, O_RDWR);

	for (int i = 0; i < 100; i++) {
		struct flock range = { .l_type = F_RDLCK, .l_whence = SEEK_SET, .l_start = 10 * i, .l_len = 1 };
		if (fd < 0 || fcntl(fd, F_SETLK, &range) != 0)
			_exit(4);
	}
}

START_TEST(a_file_with_a_hundred_locks_has_them_all)
{
	pid_t pid;
	int fd;

	strcpy(locked_name, "build/check/locked-XXXXXX");
	fd = mkstemp(locked_name);
	ck_assert_int_ge(fd, 0);
	pid = child_start(lock_much);
	open_at("/proc", pid);
	inspection_read(&found, &subject, INSPECT_FILES);
	ck_assert_uint_eq(found.locks.count, 100);
	close_it();
	child_end(pid);
	close(fd);
	unlink(locked_name);
}
END_TEST

START_TEST(the_command_alone_comes_with_program_and_directory)
{
	static const char text[] = "prog\0a b\0\033[31m\0\0";
	struct fake_proc f;

	fake_new(&f);
	fake_put_stat(&f, 7, (struct fake_stat){ 0 });
	fake_put_bytes(&f, "7/cmdline", text, sizeof(text) - 1);
	open_at(f.dir, 7);
	inspection_read(&found, &subject, INSPECT_COMMAND);
	ck_assert_int_eq(found.command_end, PROBE_READ);
	ck_assert_uint_eq(found.facts.count, 3);
	expect_text("process", "command", "prog a b \033[31m");
	ck_assert_int_eq(fact("process", "exe")->value.kind, VALUE_UNKNOWN);
	close_it();
	fake_free(&f);
}
END_TEST

START_TEST(the_environment_is_kept_byte_by_byte)
{
	static const char text[] = "A=1\0B==x=\0\0C\0=d\0E=\033[31m\nF=2\0tail";
	struct fake_proc f;
	const struct variable *v;

	fake_new(&f);
	fake_put_stat(&f, 7, (struct fake_stat){ 0 });
	fake_put_bytes(&f, "7/environ", text, sizeof(text) - 1);
	open_at(f.dir, 7);
	inspection_read(&found, &subject, INSPECT_ENVIRONMENT);
	ck_assert_int_eq(found.environment_end, PROBE_READ);
	ck_assert_uint_eq(found.environment.count, 6);
	v = found.environment.data;
	ck_assert(v[1].name_length == 1 && v[1].value_length == 3 && memcmp(v[1].value, "=x=", 3) == 0);
	ck_assert(v[2].name_length == 1 && v[2].value_length == 0);
	ck_assert(v[3].name_length == 0 && v[3].value_length == 1);
	ck_assert(v[4].value_length == 9 && memcmp(v[4].value, "\033[31m\nF=2", 9) == 0);
	ck_assert(v[5].name_length == 4);
	close_it();
	fake_free(&f);
}
END_TEST

START_TEST(facts_are_those_of_the_kernel)
{
	struct hoarder h;
	char text[128], cwd[4096];
	ssize_t n;

	hoarder_start(&h);
	open_at("/proc", h.pid);
	inspection_read(&found, &subject, INSPECT_FACTS | INSPECT_ROLLUP | INSPECT_LIMITS);
	ck_assert_int_eq(found.facts_end, PROBE_READ);
	ck_assert_int_eq(found.rollup_end, PROBE_READ);
	expect_number("process", "pid", (uint64_t)h.pid);
	expect_number("process", "ppid", (uint64_t)getpid());
	expect_number("process", "threads", 5);
	expect_text("process", "name", "hoard");
	snprintf(text, sizeof(text), "hoard %s", h.dir);
	expect_text("process", "command", text);
	n = readlink("/proc/self/cwd", cwd, sizeof(cwd) - 1);
	ck_assert_int_gt(n, 0);
	cwd[n] = '\0';
	expect_text("process", "cwd", cwd);
	expect_text("status", "Name", "hoard");
	expect_number("status", "Threads", 5);
	expect_number("memory", "locked", 3 << 20);
	ck_assert_uint_ge(found.key.pss.number, 50 << 20);
	ck_assert_uint_ge(found.key.rss.number, found.key.uss.number);
	expect_number("status", "VmLck", 3 << 20);
	ck_assert_uint_ge(found.limits.count, 15);
	ck_assert(!found.has_ended);
	close_it();
	hoarder_end(&h);
}
END_TEST

START_TEST(what_is_left_when_it_ends_meanwhile_says_so)
{
	struct hoarder h;

	hoarder_start(&h);
	open_at("/proc", h.pid);
	hoarder_kill(&h);
	inspection_read(&found, &subject, INSPECT_ALL);
	ck_assert(found.has_ended);
	ck_assert_int_eq(found.facts_end, PROBE_GONE);
	ck_assert_int_eq(found.threads_end, PROBE_GONE);
	ck_assert_int_eq(found.files_end, PROBE_GONE);
	ck_assert_int_eq(found.environment_end, PROBE_GONE);
	ck_assert_int_eq(found.limits_end, PROBE_GONE);
	close_it();
	hoarder_end(&h);
}
END_TEST

START_TEST(a_pid_that_is_anothers_by_now_is_not_read)
{
	struct fake_proc f;

	fake_new(&f);
	fake_put_stat(&f, 7, (struct fake_stat){ .start_ticks = 50 });
	fake_put(&f, "7/smaps", "1000-2000 rw-p 00000000 00:00 0 [heap]\nRss: 4 kB\n");
	fake_put(&f, "7/environ", "A=1");
	open_at(f.dir, 7);
	fake_put_stat(&f, 7, (struct fake_stat){ .start_ticks = 51 });
	inspection_read(&found, &subject, INSPECT_ALL);
	ck_assert(found.has_ended);
	ck_assert_uint_eq(found.facts.count, 0);
	ck_assert_uint_eq(found.environment.count, 0);
	ck_assert_uint_eq(found.regions.total.count, 0);
	close_it();
	fake_free(&f);
}
END_TEST

/* On few CPUs a mask has no zeros before it. */
START_TEST(masks_and_lists_are_no_numbers)
{
	struct fake_proc f;

	fake_new(&f);
	fake_put_stat(&f, 7, (struct fake_stat){ .start_ticks = 50 });
	fake_put(&f, "7/status", "Name:\ta\nVmRSS:\t1 kB\nThreads:\t10\nSigCgt:\t1000000000000000\nCpus_allowed:\t10\nCpus_allowed_list:\t4\n");
	open_at(f.dir, 7);
	inspection_read(&found, &subject, INSPECT_FACTS);
	expect_number("status", "Threads", 10);
	expect_text("status", "SigCgt", "1000000000000000");
	expect_text("status", "Cpus_allowed", "10");
	expect_text("status", "Cpus_allowed_list", "4");
	close_it();
	fake_free(&f);
}
END_TEST

static void read_as_nobody(void *with)
{
	open_at("/proc", *(const pid_t *)with);
	inspection_read(&found, &subject, INSPECT_ALL);
	ck_assert_int_eq(found.facts_end, PROBE_READ);
	ck_assert_int_eq(found.rollup_end, PROBE_FORBIDDEN);
	ck_assert_int_eq(found.key.pss.kind, VALUE_UNKNOWN);
	ck_assert_int_eq(fact("process", "exe")->value.kind, VALUE_UNKNOWN);
	ck_assert_int_eq(found.files_end, PROBE_FORBIDDEN);
	ck_assert_int_eq(found.environment_end, PROBE_FORBIDDEN);
	ck_assert_int_eq(found.locks_end, PROBE_FORBIDDEN);
	ck_assert_int_eq(found.command_end, PROBE_UNREAD);
	ck_assert_int_eq(found.threads_end, PROBE_READ);
	close_it();
}

START_TEST(of_anothers_what_may_be_read_is_and_the_rest_is_unknown)
{
	pid_t us = getpid();

	if (geteuid() != 0)
		fprintf(stderr, "not root: SKIPPED\n");
	else
		child_as_nobody(read_as_nobody, &us);
}
END_TEST

START_TEST(a_zombie_and_a_thread_of_the_kernel_have_facts)
{
	pid_t pid = fork();
	siginfo_t info;

	ck_assert_int_ge(pid, 0);
	if (pid == 0)
		_exit(0);
	ck_assert_int_eq(waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT), 0);
	open_at("/proc", pid);
	inspection_read(&found, &subject, INSPECT_ALL);
	ck_assert_int_eq(found.facts_end, PROBE_READ);
	expect_text("process", "state", "Z");
	ck_assert(!found.has_ended);
	if (subject_find(&subject, &proc, 2)) {
		inspection_read(&found, &subject, INSPECT_ALL);
		ck_assert_int_eq(found.facts_end, PROBE_READ);
		expect_text("process", "name", "kthreadd");
		ck_assert_int_eq(found.rollup_end, PROBE_NONE);
	}
	close_it();
	waitpid(pid, NULL, 0);
}
END_TEST

START_TEST(no_pid_and_no_process_are_not_found)
{
	struct err e;

	ck_assert_msg(procfs_open(&proc, "/proc", &e), "%s", e.text);
	ck_assert(!subject_find(&subject, &proc, 0));
	ck_assert(!subject_find(&subject, &proc, -1));
	ck_assert(!subject_find(&subject, &proc, 4194304));
	procfs_close(&proc);
}
END_TEST

SUITE(inspection, threads_have_their_names_and_tids, open_files_have_a_size_and_say_when_their_name_is_gone,
      locks_of_open_files_have_their_range_and_path, a_file_with_a_hundred_locks_has_them_all,
      the_command_alone_comes_with_program_and_directory,
      the_environment_is_kept_byte_by_byte, facts_are_those_of_the_kernel, what_is_left_when_it_ends_meanwhile_says_so,
      a_pid_that_is_anothers_by_now_is_not_read, masks_and_lists_are_no_numbers, of_anothers_what_may_be_read_is_and_the_rest_is_unknown,
      a_zombie_and_a_thread_of_the_kernel_have_facts, no_pid_and_no_process_are_not_found)
