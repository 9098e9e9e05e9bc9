/* oom_test.c - whom the OOM killer would take: the kernel's own scores, its rules, and what a change would do. */
#define _GNU_SOURCE
#include "cgroups.h"
#include "oom.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "kernel/child.h"
#include "kernel/groups.h"
#include "oom_adjust.h"
#include "sample/made_sample.h"
#include "sample/watched.h"

#define NEEDS (NEED_STAT | NEED_STATUS | NEED_OOM)
#define MIB (UINT64_C(1) << 20)

/* A machine of 1000 MiB and no swap. */
static void made_machine(struct sample *s)
{
	sample_init(s);
	s->machine.has_memory = true;
	s->machine.memory.bytes[MEM_TOTAL] = 1000 * MIB;
	s->machine.memory.known[MEM_TOTAL] = s->machine.memory.known[MEM_SWAP_TOTAL] = true;
}

static struct task *made_holder(struct sample *s, pid_t pid, uint64_t mib, int adj)
{
	struct task *t = made_process(s, pid, 0, (uint64_t)pid);

	made_status(s, t, (struct status){ .anon = mib * MIB });
	t->rss = mib * MIB;
	t->oom_adj = (int16_t)adj;
	t->have |= NEED_OOM;
	return t;
}

static pid_t pid_at(const struct oom_rank *r, const struct sample *s, size_t i)
{
	ck_assert_uint_lt(i, r->candidates.count);
	return sample_tasks(s)[oom_candidates(r)[i].task].pid;
}

START_TEST(who_holds_most_goes_first_and_adj_adds_thousandths_of_all)
{
	struct sample s;
	struct oom_rank r;

	made_machine(&s);
	made_holder(&s, 10, 300, 0);
	made_holder(&s, 11, 100, 250);      /* 100 + 250 */
	made_holder(&s, 12, 500, -400);     /* 500 - 400 */
	made_holder(&s, 13, 1, -500);       /* below nothing, and yet it can be taken */
	oom_rank_init(&r);
	oom_rank(&r, &s, NULL);
	ck_assert_uint_eq(r.candidates.count, 4);
	ck_assert_int_eq(pid_at(&r, &s, 0), 11);
	ck_assert_int_eq(pid_at(&r, &s, 1), 10);
	ck_assert_int_eq(pid_at(&r, &s, 2), 12);
	ck_assert_int_eq(pid_at(&r, &s, 3), 13);
	ck_assert_int_eq(oom_candidates(&r)[0].p.points, 350 * (int64_t)MIB);
	ck_assert_int_eq(oom_candidates(&r)[2].p.added, -400 * (int64_t)MIB);
	ck_assert_int_lt(oom_candidates(&r)[3].p.points, 0);
	oom_rank_free(&r);
	sample_free(&s);
}
END_TEST

START_TEST(those_that_are_never_taken_are_left_out)
{
	struct sample s;
	struct oom_rank r;
	struct task *t;

	made_machine(&s);
	made_holder(&s, 1, 900, 0);
	made_holder(&s, 2, 0, 0)->is_kernel = true;
	made_holder(&s, 3, 800, -1000);
	made_holder(&s, 4, 0, 0)->state = 'Z';
	made_holder(&s, 5, 10, 0);
	made_thread(&s, 6);
	t = made_process(&s, 7, 0, 7);
	ck_assert(!(t->have & NEED_OOM));
	oom_rank_init(&r);
	oom_rank(&r, &s, NULL);
	ck_assert_uint_eq(r.candidates.count, 1);
	ck_assert_int_eq(pid_at(&r, &s, 0), 5);
	ck_assert_uint_eq(r.spared, 2);
	ck_assert_uint_eq(r.unknown, 1);
	/* In a container pid 1 is a process like others. */
	s.machine.is_nested = true;
	oom_rank(&r, &s, NULL);
	ck_assert_int_eq(pid_at(&r, &s, 0), 1);
	oom_rank_free(&r);
	sample_free(&s);
}
END_TEST

START_TEST(a_change_tells_the_rank_that_it_would_bring)
{
	struct sample s;
	struct oom_rank r;

	made_machine(&s);
	made_holder(&s, 10, 300, 0);
	made_holder(&s, 11, 200, 0);
	made_holder(&s, 12, 100, 0);
	oom_rank_init(&r);
	oom_rank(&r, &s, NULL);
	ck_assert_uint_eq(oom_rank_with(&r, &s, 2, 0), 3);
	ck_assert_uint_eq(oom_rank_with(&r, &s, 2, 150), 2);
	ck_assert_uint_eq(oom_rank_with(&r, &s, 2, 1000), 1);
	ck_assert_uint_eq(oom_rank_with(&r, &s, 0, -250), 3);
	ck_assert_uint_eq(oom_rank_with(&r, &s, 0, -1000), 0);
	oom_rank_free(&r);
	sample_free(&s);
}
END_TEST

/* Equals: who was started later. */
START_TEST(of_equals_the_later_one_goes)
{
	struct sample s;
	struct oom_rank r;

	made_machine(&s);
	made_holder(&s, 10, 300, 0);
	made_holder(&s, 11, 300, 0);
	oom_rank_init(&r);
	oom_rank(&r, &s, NULL);
	ck_assert_int_eq(pid_at(&r, &s, 0), 11);
	oom_rank_free(&r);
	sample_free(&s);
}
END_TEST

/* Without memory nothing is known, and nothing is 0. */
START_TEST(what_is_unknown_has_no_score)
{
	struct sample s;
	uint64_t score;

	sample_init(&s);
	made_holder(&s, 10, 300, 0);
	ck_assert(!oom_score(&s, sample_tasks(&s), &score));
	sample_free(&s);
	made_machine(&s);
	made_process(&s, 10, 0, 1);
	ck_assert(!oom_score(&s, sample_tasks(&s), &score));
	sample_free(&s);
}
END_TEST

static long kernel_number(pid_t pid, const char *file, bool *there)
{
	char path[64], text[32] = "";
	FILE *in;

	snprintf(path, sizeof(path), "/proc/%d/%s", pid, file);
	in = fopen(path, "r");
	*there = in && fgets(text, sizeof(text), in);
	if (in)
		fclose(in);
	return strtol(text, NULL, 10);
}

static void hold_64(void)
{
	char *memory = mmap(NULL, 64 * MIB, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	memset(memory, 1, 64 * MIB);
}

static void adjust_self(int adj)
{
	FILE *out = fopen("/proc/self/oom_score_adj", "w");

	fprintf(out, "%d", adj);
	fclose(out);
}

static void hold_and_add(void)
{
	hold_64();
	adjust_self(300);
}

static void hold_and_be_spared(void)
{
	hold_64();
	adjust_self(-1000);
}

static void hold_and_lower(void)
{
	hold_64();
	adjust_self(-200);
}

START_TEST(the_score_is_the_kernels_for_all_who_live)
{
	pid_t of_ours[] = { child_start(hold_64), child_start(hold_and_add),
	                    geteuid() == 0 ? child_start(hold_and_be_spared) : child_start(hold_64),
	                    geteuid() == 0 ? child_start(hold_and_lower) : child_start(hold_64) };
	struct watched w;
	const struct sample *s;
	const struct task *t;
	size_t same = 0;

	for (size_t i = 0; i < ARRAY_LEN(of_ours); i++)
		child_stop(of_ours[i]);
	watched_open(&w, "/proc", NEEDS);
	s = watched_next(&w);
	t = sample_tasks(s);
	for (size_t i = 0; i < s->tasks.count; i++) {
		bool there;
		long theirs = kernel_number(t[i].pid, "oom_score", &there), difference;
		uint64_t score;
		if (!there || t[i].is_thread)
			continue;
		ck_assert_msg(oom_score(s, &t[i], &score), "%d has no score", t[i].pid);
		difference = (long)score - theirs;
		ck_assert_msg(labs(difference) <= 1, "%d: %" PRIu64 ", the kernel says %ld", t[i].pid, score, theirs);
		same += difference == 0;
		ck_assert_int_eq(t[i].oom_adj, kernel_number(t[i].pid, "oom_score_adj", &there));
	}
	ck_assert_uint_ge(same, ARRAY_LEN(of_ours));
	for (size_t i = 0; i < ARRAY_LEN(of_ours); i++)
		child_end(of_ours[i]);
	watched_close(&w);
}
END_TEST

START_TEST(a_change_from_outside_is_seen_though_the_process_rests)
{
	pid_t pid = child_start(NULL);
	struct watched w;
	struct procfs proc;
	struct err e;

	child_stop(pid);
	watched_open(&w, "/proc", NEEDS);
	for (int i = 0; i < 3; i++)
		ck_assert_int_eq(watched_task(watched_next(&w), pid)->oom_adj, 0);
	ck_assert(procfs_open(&proc, "/proc", &e));
	ck_assert_int_eq(oom_adjust(&proc, pid, child_start_ns(pid), 123), OOM_ADJUSTED);
	ck_assert_int_eq(watched_task(watched_next(&w), pid)->oom_adj, 123);
	procfs_close(&proc);
	watched_close(&w);
	child_end(pid);
}
END_TEST

static const struct made_group *to_enter;

static void enter_and_hold_24(void)
{
	char *memory = mmap(NULL, 24 * MIB, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	group_enter(to_enter, getpid());
	memset(memory, 1, 24 * MIB);
}

static void enter_and_add(void)
{
	group_enter(to_enter, getpid());
	adjust_self(500);
}

START_TEST(in_a_real_group_only_those_in_it_are_ranked_by_its_own_total)
{
	struct made_group ours, outer, inner, beside;
	struct watched w;
	const struct sample *s;
	const struct cgroup_figures *g;
	struct oom_rank r;
	pid_t holder, added, other;

	if (!group_ours(&ours))
		return;
	group_make(&outer, &ours, group_name(&ours), 100 * MIB);
	group_make(&inner, &outer, "inner", 0);
	group_make(&beside, &outer, "beside", 0);
	to_enter = &inner;
	holder = child_start(enter_and_hold_24);
	to_enter = &beside;
	added = child_start(enter_and_add);
	other = child_start(hold_64);
	watched_open(&w, "/proc", NEEDS | NEED_CGROUP | NEED_LIMIT);
	s = watched_next(&w);
	g = oom_group_of(s, watched_task(s, holder));
	ck_assert_ptr_nonnull(g);
	ck_assert_str_eq(g->group->path, outer.path);
	oom_rank_init(&r);
	oom_rank(&r, s, g);
	ck_assert_uint_eq(r.candidates.count, 2);
	/* Half of the limit is more than 24 MiB. */
	ck_assert_int_eq(pid_at(&r, s, 0), added);
	ck_assert_int_eq(pid_at(&r, s, 1), holder);
	ck_assert_int_eq(oom_candidates(&r)[0].p.added, (int64_t)(100 * MIB / 4096 / 1000) * 500 * 4096);
	oom_rank(&r, s, NULL);
	ck_assert_ptr_nonnull(oom_find(&r, (uint32_t)(watched_task(s, other) - sample_tasks(s))));
	oom_rank_free(&r);
	watched_close(&w);
	child_end(holder);
	child_end(added);
	child_end(other);
	group_remove(&beside);
	group_remove(&inner);
	group_remove(&outer);
}
END_TEST

START_TEST(all_of_a_group_go_with_one_where_it_says_so)
{
	struct sample s;
	struct oom_rank r;
	struct cgroups c;
	struct cgroup_figures *f;
	struct task *t;

	made_machine(&s);
	cgroups_init(&c);
	t = made_holder(&s, 10, 10, 0);
	for (size_t i = 0; i < 3; i++) {
		static const char *const paths[] = { "/a", "/a/b", "/a/b/c" };
		f = vec_push(&s.cgroups);
		*f = (struct cgroup_figures){ .group = cgroups_get(&c, (struct cgroup_span){ paths[i], strlen(paths[i]) }), .parent = (uint32_t)i };
		f->counts.dies_together = i == 1;
	}
	t->cgroup = 3;
	oom_rank_init(&r);
	oom_rank(&r, &s, NULL);
	ck_assert_str_eq(oom_goes_with(&r, &s, sample_tasks(&s))->group->path, "/a/b");
	r.group = (const struct cgroup_figures *)s.cgroups.data + 2;
	ck_assert_ptr_null(oom_goes_with(&r, &s, sample_tasks(&s)));
	oom_rank_free(&r);
	sample_free(&s);
	cgroups_free(&c);
}
END_TEST

SUITE(oom, who_holds_most_goes_first_and_adj_adds_thousandths_of_all, those_that_are_never_taken_are_left_out,
      a_change_tells_the_rank_that_it_would_bring, of_equals_the_later_one_goes, what_is_unknown_has_no_score,
      the_score_is_the_kernels_for_all_who_live, a_change_from_outside_is_seen_though_the_process_rests,
      in_a_real_group_only_those_in_it_are_ranked_by_its_own_total, all_of_a_group_go_with_one_where_it_says_so)
