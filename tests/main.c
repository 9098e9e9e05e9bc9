/* main.c - runs every suite; build/check/suites.h lists them: one SUITE_OF(name) for each tests/<layer>/<name>_test.c. */
#include <locale.h>
#include <stdlib.h>

#include "suite.h"

#define SUITE_OF(name) Suite *name##_suite(void);
#include "suites.h"
#undef SUITE_OF

int main(void)
{
	SRunner *runner = srunner_create(NULL);
	int failed;

	setlocale(LC_CTYPE, "C.UTF-8");
#define SUITE_OF(name) srunner_add_suite(runner, name##_suite());
#include "suites.h"
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
