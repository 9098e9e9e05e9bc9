/* docker_format_test.c - templates: what docker stats made of them for the same container. */
#include "docker_format.h"

#include <stdlib.h>
#include <string.h>

#include "suite.h"

static const struct box box = { .have = BOX_HAS_CHARGE | BOX_HAS_LIMIT | BOX_HAS_CPU | BOX_HAS_PIDS | BOX_HAS_IO | BOX_HAS_NET,
                                .charge = 229376, .limit = 67108864, .pids = 1 };
static const struct docker_row row = { .id = "20822d87c8c7322f9042cb7b21f7126c35ee38ad0252a8d51673d5111f4f3aae", .name = "web", .box = &box };

static char *written(const char *format, const struct docker_row *r)
{
	struct docker_style s = { false, TEXT_UNICODE };
	struct docker_format f;
	struct err e;
	char *text = NULL;
	size_t length;
	FILE *out = open_memstream(&text, &length);
	bool ok = docker_format_parse(&f, format, &e);

	ck_assert_msg(ok, "%s: %s", format, ok ? "" : e.text);
	docker_format_write(&f, r, &s, out);
	docker_format_free(&f);
	fclose(out);
	return text;
}

static void makes(const char *format, const char *want)
{
	char *text = written(format, &row);

	ck_assert_str_eq(text, want);
	free(text);
}

static void is_titled(const char *format, const char *want)
{
	char *text = written(format, NULL);

	ck_assert_str_eq(text, want);
	free(text);
}

START_TEST(fields_stand_where_they_are_named)
{
	makes("{{.Name}}: {{.CPUPerc}} {{ .MemUsage }}", "web: 0.00% 224KiB / 64MiB\n");
	makes("{{.MemPerc}}|{{.NetIO}}|{{.BlockIO}}|{{.PIDs}}|{{.ID}}|{{.Container}}", "0.34%|0B / 0B|0B / 0B|1|20822d87c8c7|20822d87c8c7\n");
	makes("raw", "raw\n");
	makes("  {{.Name}} ", "web\n");
	makes("}} {{.Name}}{", "}} web{\n");
}
END_TEST

START_TEST(escapes_are_tabs_and_newlines)
{
	makes("a\\tb\\n{{.Name}}", "a\tb\nweb\n");
	makes("\\x\\\\t{{.Name}}\\", "\\x\\\tweb\\\n");
}
END_TEST

START_TEST(json_is_an_object_of_texts)
{
	static const char all[] = "{\"BlockIO\":\"0B / 0B\",\"CPUPerc\":\"0.00%\",\"Container\":\"20822d87c8c7\",\"ID\":\"20822d87c8c7\","
	                          "\"MemPerc\":\"0.34%\",\"MemUsage\":\"224KiB / 64MiB\",\"Name\":\"web\",\"NetIO\":\"0B / 0B\",\"PIDs\":\"1\"}\n";

	makes("json", all);
	makes("{{json .}}", all);
	makes("{{ . | json }}", all);
	makes("{{json .Name}}", "\"web\"\n");
}
END_TEST

START_TEST(functions_go_before_a_field_or_behind_a_bar)
{
	makes("{{.Name | upper}}x", "WEBx\n");
	makes("{{upper .ID}}", "20822D87C8C7\n");
	makes("{{title .Name}}{{lower .CPUPerc}}", "Web0.00%\n");
	makes("{{.Name|upper|lower|title|json}}", "\"Web\"\n");
}
END_TEST

START_TEST(a_dash_eats_blanks)
{
	makes("{{- .Name -}}  b", "webb\n");
	makes("a \\n{{- .Name }} b", "aweb b\n");
	makes("a {{ .Name -}}\\t {{- .PIDs}}", "a web1\n");
}
END_TEST

START_TEST(a_table_has_titles)
{
	is_titled("table {{.Name}}\\t{{json .ID}}: {{upper .PIDs}}", "NAME\tCONTAINER ID: PIDS\n");
	is_titled("tablex {{.Name}}", "x NAME\n");
	is_titled("table {{json .}}", "\n");
	is_titled("table", "CONTAINER ID\tNAME\tCPU %\tMEM USAGE / LIMIT\tMEM %\tNET I/O\tBLOCK I/O\tPIDS\n");
	is_titled("", "CONTAINER ID\tNAME\tCPU %\tMEM USAGE / LIMIT\tMEM %\tNET I/O\tBLOCK I/O\tPIDS\n");
	makes("table {{.Name}}", "web\n");
}
END_TEST

START_TEST(what_is_not_understood_is_named_in_one_line)
{
	static const struct { const char *format, *want; } cases[] = {
		{ "{{.Foo}}", "--format: no field is called 'Foo': BlockIO, CPUPerc, Container, ID, MemPerc, MemUsage, Name, NetIO and PIDs are" },
		{ "x {{.Name", "--format: '{{.Name' is never closed" },
		{ "{{nofun .Name}}", "'{{nofun .Name}}' is not understood" },
		{ "{{if .Name}}", "'{{if .Name}}' is not understood" },
		{ "{{}}", "'{{}}' is not understood" },
		{ "{{.}}", "'{{.}}' is not understood" },
		{ "{{upper .}}", "'{{upper .}}' is not understood" },
		{ "{{. | upper | json}}", "is not understood" },
		{ "{{json .Name | upper}}", "is not understood" },
		{ "{{upper}}", "is not understood" },
		{ "{{.Name .ID}}", "is not understood" },
		{ "{{.Name |}}", "is not understood" },
		{ "{{.Name|upper|upper|upper|upper|upper}}", "is not understood" },
		{ "{{- -}}", "is not understood" },
	};
	struct docker_format f;
	struct err e;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		ck_assert_msg(!docker_format_parse(&f, cases[i].format, &e), "%s was taken", cases[i].format);
		docker_format_free(&f);
		ck_assert_msg(strstr(e.text, cases[i].want) && !strchr(e.text, '\n'), "%s: %s", cases[i].format, e.text);
	}
}
END_TEST

SUITE(docker_format, fields_stand_where_they_are_named, escapes_are_tabs_and_newlines, json_is_an_object_of_texts,
      functions_go_before_a_field_or_behind_a_bar, a_dash_eats_blanks, a_table_has_titles, what_is_not_understood_is_named_in_one_line)
