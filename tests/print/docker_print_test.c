/* docker_print_test.c - tables as docker stats printed them, blank by blank. */
#include "docker_print.h"

#include <stdlib.h>

#include "suite.h"

#define MIB UINT64_C(1048576)
#define ALL (BOX_HAS_CHARGE | BOX_HAS_LIMIT | BOX_HAS_CPU | BOX_HAS_PIDS | BOX_HAS_IO | BOX_HAS_NET)

static struct vec rows_of(const struct docker_row *list, size_t count)
{
	struct vec rows;

	vec_init(&rows, sizeof(*list));
	for (size_t i = 0; i < count; i++)
		*(struct docker_row *)vec_push(&rows) = list[i];
	return rows;
}

/* One table after the other, as it is printed again and again. */
static void prints(struct docker_print *p, const char *format, const struct docker_row *list, size_t count, const char *want)
{
	struct docker_style s = { false, TEXT_UNICODE };
	struct vec rows = rows_of(list, count);
	struct docker_format f;
	struct err e;
	char *text = NULL;
	size_t length;
	FILE *out = open_memstream(&text, &length);

	ck_assert(docker_format_parse(&f, format, &e));
	docker_print(p, &f, &rows, &s, out);
	fclose(out);
	ck_assert_str_eq(text, want);
	free(text);
	docker_format_free(&f);
	vec_free(&rows);
}

START_TEST(columns_are_as_wide_as_docker_makes_them)
{
	static const struct box web = { .have = ALL, .charge = 224 * 1024, .limit = 64 * MIB, .pids = 1 },
	                        plain = { .have = ALL, .charge = 316 * 1024, .limit = CGROUP_NO_LIMIT, .pids = 1, .net = { 1180, 0 } };
	static const struct docker_row list[] = { { .id = "20822d87c8c7aa", .name = "web", .box = &web, .memory = 25276510208 },
	                                          { .id = "6e26c7f62473bb", .name = "plain", .box = &plain, .memory = 25276510208 } };
	struct docker_print p;

	docker_print_init(&p);
	prints(&p, NULL, list, 2,
	       "CONTAINER ID   NAME      CPU %     MEM USAGE / LIMIT   MEM %     NET I/O       BLOCK I/O   PIDS\n"
	       "20822d87c8c7   web       0.00%     224KiB / 64MiB      0.34%     0B / 0B       0B / 0B     1\n"
	       "6e26c7f62473   plain     0.00%     316KiB / 23.54GiB   0.00%     1.18kB / 0B   0B / 0B     1\n");
	prints(&p, NULL, list, 0, "CONTAINER ID   NAME      CPU %     MEM USAGE / LIMIT   MEM %     NET I/O   BLOCK I/O   PIDS\n");
	prints(&p, "table {{json .Name}}\\t{{upper .ID}}", list, 2, "NAME      CONTAINER ID\n\"web\"     20822D87C8C7\n\"plain\"   6E26C7F62473\n");
	prints(&p, "table {{.Name}}: {{.PIDs}}", list, 2, "NAME: PIDS\nweb: 1\nplain: 1\n");
	prints(&p, "{{.Name}}\\t{{.PIDs}}", list, 2, "web\t1\nplain\t1\n");
	docker_print_free(&p);
}
END_TEST

/* Lines without the cell end a column: those below have one of their own. */
START_TEST(a_column_ends_where_a_line_has_no_such_cell)
{
	static const struct docker_row list[] = { { .name = "a-name-of-some-length" }, { .name = "b" } };
	struct docker_print p;

	docker_print_init(&p);
	prints(&p, "table {{.Name}}\\t{{.ID}}\\n-", list, 2,
	       "NAME      CONTAINER ID\n-\na-name-of-some-length   --\n-\nb         --\n-\n");
	docker_print_free(&p);
}
END_TEST

START_TEST(wide_characters_take_two_cells)
{
	static const struct docker_row list[] = { { .name = "\345\256\271\345\231\250\345\256\271\345\231\250" }, { .name = "web" } };
	struct docker_print p;

	docker_print_init(&p);
	prints(&p, "table {{.Name}}\\t{{.ID}}", list, 2,
	       "NAME       CONTAINER ID\n\345\256\271\345\231\250\345\256\271\345\231\250   --\nweb        --\n");
	docker_print_free(&p);
}
END_TEST

SUITE(docker_print, columns_are_as_wide_as_docker_makes_them, a_column_ends_where_a_line_has_no_such_cell, wide_characters_take_two_cells)
