/* main.c - runs every suite; build/check/suites.h lists them: one SUITE_OF(name) for each tests/<layer>/<name>_test.c. */
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "suite.h"
#include "taskiter.h"

#define SUITE_OF(name) Suite *name##_suite(void);
#include "suites.h"
#undef SUITE_OF

void (*suite_setup)(void);

/* Tests read by the task iterator: see workload_program.c and watched.h. */
static void by_iterator(void)
{
	setenv("RAMTOP_TEST_SOURCE", "bpf", 1);
}

/* Those whose tests watch living processes with the rights that the iterator needs. */
static bool is_for_both(const char *name)
{
	static const char *const names[] = { "system_memory", "system_threads", "system_names", "system_rows", "system_oracle", "system_swap",
	                                     "quiet", "churn", "cgroups", "oom" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

static bool has_iterator(void)
{
	struct taskiter *t = taskiter_start();
	struct err why;
	bool ready = taskiter_poll(t, 60000, &why) == TASKITER_READY;

	if (!ready)
		printf("SKIPPED by the task iterator: %s\n", why.text);
	taskiter_close(t);
	return ready;
}

/* What each test shares with us by fork would count as its own: freed memory is not kept for long. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "quarantine_size_mb=4:thread_local_quarantine_size_kb=64";
}

int main(void)
{
	SRunner *runner = srunner_create(NULL);
	int failed;

	setlocale(LC_CTYPE, "C.UTF-8");
#define SUITE_OF(name) srunner_add_suite(runner, name##_suite());
#include "suites.h"
#undef SUITE_OF
	suite_setup = by_iterator;
#define SUITE_OF(name) if (is_for_both(#name) && both) srunner_add_suite(runner, name##_suite());
	bool both = has_iterator();
#include "suites.h"
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
