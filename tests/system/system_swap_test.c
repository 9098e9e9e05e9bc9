/* system_swap_test.c - memory that is swapped out, of known size, and seen although nobody has run. */
#define _GNU_SOURCE
#include <check.h>
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/swap.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "kernel/groups.h"
#include "sample/watched.h"
#include "suite.h"
#include "workload.h"
#include "workload_program.h"

#define HELD (32 * MEBIBYTE)
#define SLACK (2 * MEBIBYTE)
#define ZRAM "/sys/block/zram0"

static bool is_ours;                   /* the swap was set up by this test */

static bool write_to(const char *file, const char *text)
{
	FILE *out = fopen(file, "w");
	bool ok = out && fputs(text, out) >= 0;

	return out && fclose(out) == 0 && ok;
}

/* Compressed memory as swap, unless there is swap anyway. False, with a line on stderr, where none can be had. */
static bool swap_begin(void)
{
	char text[64] = "";

	is_ours = false;
	if (workload_figure(getpid(), "../meminfo", "SwapFree:") >= 4 * HELD)
		return true;
	group_slurp(ZRAM "/disksize", text, sizeof(text) - 1);
	/* One that has a size is in use by somebody. */
	if (geteuid() == 0 && strcmp(text, "0\n") == 0 && write_to(ZRAM "/disksize", "512M\n") &&
	    program_run((const char *const[]){ "/sbin/mkswap", "/dev/zram0", NULL }, NULL).status == 0 && swapon("/dev/zram0", 0) == 0)
		is_ours = true;
	else
		fprintf(stderr, "SKIPPED with swap: there is none, and none can be made\n");
	return is_ours;
}

static void swap_end(void)
{
	workload_end_all();
	if (!is_ours)
		return;
	ck_assert_msg(swapoff("/dev/zram0") == 0, "%s", strerror(errno));
	ck_assert(write_to(ZRAM "/reset", "1\n"));
}

/* What does not compress takes as much as it is. */
static char *noise(char *memory)
{
	uint64_t x = 88172645463325252u;

	/* The sanitizer's own munlock does nothing. */
	syscall(SYS_munlock, memory, HELD);
	for (size_t i = 0; i < HELD / sizeof(x); i++) {
		x ^= x << 13;
		x ^= x >> 7;
		x ^= x << 17;
		((uint64_t *)memory)[i] = x;
	}
	return memory;
}

static void page_out(void *arg)
{
	char *memory = noise(workload_anonymous(HELD));

	(void)arg;
	madvise(memory, HELD, MADV_PAGEOUT);
}

START_TEST(swap_is_what_the_kernel_says)
{
	const char *json;
	pid_t pid;

	if (!swap_begin())
		return;
	pid = workload_start(page_out, NULL);
	workload_stop(pid);
	json = json_of("-o", "rss,swap,swappss,pss", "-p", pid_text(pid));
	ck_assert_uint_ge(jq_number(json, ".tasks[0].swap"), HELD - SLACK);
	ck_assert_uint_eq(jq_number(json, ".tasks[0].swap"), workload_figure(pid, "status", "VmSwap:"));
	ck_assert_uint_eq(jq_number(json, ".tasks[0].swappss"), workload_figure(pid, "smaps_rollup", "SwapPss:"));
	ck_assert_uint_ge(jq_number(json, ".machine.swap_used"), HELD - SLACK);
	if (is_ours)
		ck_assert_uint_ge(jq_number(json, ".machine.zram_data"), HELD - SLACK);
	swap_end();
}
END_TEST

static struct made_group box;

static void hold_in_box(void *arg)
{
	(void)arg;
	group_enter(&box, getpid());
	noise(workload_anonymous(HELD));
}

static const struct task *look(struct watched *w, pid_t pid)
{
	const struct task *t = sample_find(watched_next(w), pid);

	ck_assert_ptr_nonnull(t);
	return t;
}

START_TEST(memory_that_the_kernel_takes_from_who_rests_is_seen_at_once)
{
	struct made_group ours;
	struct watched w;
	uint64_t rss, taken;
	pid_t pid;

	if (!group_ours(&ours) || !swap_begin())
		return;
	group_make(&box, &ours, group_name(&ours), 0);
	pid = workload_start(hold_in_box, NULL);
	watched_open(&w, "/proc", NEED_STAT | NEED_OWNER | NEED_COMMAND | NEED_CPU);
	while (!look(&w, pid)->is_carried)
		;
	rss = look(&w, pid)->rss;
	ck_assert_uint_ge(rss, HELD);
	ck_assert(group_write(&box, box.version == CGROUP_V1 ? "memory.limit_in_bytes" : "memory.max", "12M"));
	/* It has not run: that the kernel has reclaimed tells that all must be read. */
	taken = rss - look(&w, pid)->rss;
	ck_assert_msg(taken >= HELD / 2, "%llu", (unsigned long long)taken);
	watched_close(&w);
	workload_end_all();
	group_remove(&box);
	swap_end();
}
END_TEST

SUITE(system_swap, swap_is_what_the_kernel_says, memory_that_the_kernel_takes_from_who_rests_is_seen_at_once)
