/* churn_test.c - thousands of processes come and go: what is remembered of them goes with them. tests/soak does the same with the
 * whole program, and a million. */
#include <dirent.h>

#include "sample/watched.h"
#include "soak/births.h"
#include "suite.h"
#include "workload.h"

/* Of the sanitizer that the tests are built with; gcc brings no header for it. */
extern size_t __sanitizer_get_current_allocated_bytes(void);

#define ALIVE 300
#define ROUNDS 16
#define WARM 6               /* rounds after which all room is there */
#define SLACK 65536          /* bytes, for what comes and goes besides: to keep 100 bytes of each that died would be four times that */

static size_t files(void)
{
	DIR *dir = opendir("/proc/self/fd");
	size_t n = 0;

	while (readdir(dir))
		n++;
	closedir(dir);
	return n;
}

static void show(struct vec *pids, const struct births *b)
{
	vec_resize(pids, b->alive);
	memcpy(pids->data, b->pids, b->alive * sizeof(pid_t));
	pids_sort(pids);
}

static void live_and_die(void)
{
	struct watched w;
	struct births b;
	size_t bytes = 0, open = 0, seen = 0;

	watched_open(&w, "/proc", NEED_STAT | NEED_OWNER | NEED_COMMAND | NEED_STATM | NEED_STATUS);
	w.demand.shown = NEED_ROLLUP;
	scan_watch(w.source, 0.5);
	ck_assert(births_open(&b, ALIVE));
	for (int round = 0; round < ROUNDS; round++) {
		const struct sample *s = watched_next(&w);
		show(&w.demand.shown_pids, &b);
		w.source->refine(w.source, &w.demand, (struct sample *)(uintptr_t)s);
		for (size_t i = 0; i < ALIVE; i++)
			seen += sample_find(s, b.pids[i]) != NULL;
		if (round == WARM) {
			bytes = __sanitizer_get_current_allocated_bytes();
			open = files();
		}
		ck_assert(births_renew(&b, ALIVE));
	}
	ck_assert_uint_eq(seen, ROUNDS * ALIVE);
	ck_assert_uint_ge(b.born, ROUNDS * ALIVE);
	ck_assert_uint_le(__sanitizer_get_current_allocated_bytes(), bytes + SLACK);
	ck_assert_uint_le(files(), open + 8);
	births_close(&b);
	watched_close(&w);
}

/* In a pid namespace of its own, where nobody else comes and goes. */
START_TEST(what_is_remembered_of_the_dead_goes_with_them)
{
	workload_inside(OWN_PIDS, "", live_and_die);
}
END_TEST

SUITE(churn, what_is_remembered_of_the_dead_goes_with_them)
