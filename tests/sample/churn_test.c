/* churn_test.c - thousands of processes come and go: what is remembered of them goes with them. tests/soak does the same with the
 * whole program, and a million. */
#include <dirent.h>

#include "sample/watched.h"
#include "soak/births.h"
#include "suite.h"

/* Of the sanitizer that the tests are built with; gcc brings no header for it. */
extern size_t __sanitizer_get_current_allocated_bytes(void);

#define ALIVE 300
#define ROUNDS 16
#define WARM 6               /* rounds after which all room is there */
#define PER_TASK 2048
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

START_TEST(what_is_remembered_of_the_dead_goes_with_them)
{
	struct watched w;
	struct births b;
	size_t bytes = 0, open = 0, seen = 0, tasks = 0;

	watched_open(&w, "/proc", NEED_STAT | NEED_OWNER | NEED_COMMAND | NEED_STATM | NEED_STATUS | NEED_ROLLUP);
	scan_watch(w.source, 0.5);
	ck_assert(births_open(&b, ALIVE));
	for (int round = 0; round < ROUNDS; round++) {
		const struct sample *s = watched_next(&w);
		w.source->refine(w.source, &w.demand, (struct sample *)(uintptr_t)s);
		for (size_t i = 0; i < ALIVE; i++)
			seen += sample_find(s, b.pids[i]) != NULL;
		if (round == WARM) {
			bytes = __sanitizer_get_current_allocated_bytes();
			open = files();
			tasks = s->tasks.count;
		}
		ck_assert(births_renew(&b, ALIVE));
	}
	/* Others on this machine may be born meanwhile. */
	tasks = w.last->tasks.count > tasks ? w.last->tasks.count - tasks : 0;
	ck_assert_uint_eq(seen, ROUNDS * ALIVE);
	ck_assert_uint_ge(b.born, ROUNDS * ALIVE);
	ck_assert_uint_le(__sanitizer_get_current_allocated_bytes(), bytes + SLACK + tasks * PER_TASK);
	ck_assert_uint_le(files(), open + 8 + tasks);
	births_close(&b);
	watched_close(&w);
}
END_TEST

SUITE(churn, what_is_remembered_of_the_dead_goes_with_them)
