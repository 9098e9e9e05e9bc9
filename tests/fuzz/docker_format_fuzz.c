/* docker_format_fuzz.c - any bytes as a template. */
#include <string.h>

#include "docker_format.h"
#include "fuzz.h"

static void write_both(const struct docker_format *f)
{
	static const struct box box = { .have = BOX_HAS_CHARGE | BOX_HAS_PIDS, .charge = 1000, .pids = 2 };
	const struct docker_style s = { false, TEXT_UNICODE };
	const struct docker_row r = { .id = "20822d87c8c7322f", .name = "a \"name\"", .box = &box };
	char *text = NULL;
	size_t length;
	FILE *out = open_memstream(&text, &length);

	HOLDS(out != NULL);
	docker_format_write(f, NULL, &s, out);
	docker_format_write(f, &r, &s, out);
	fclose(out);
	HOLDS(length >= 2 && text[length - 1] == '\n');
	free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct docker_format f;
	struct err e;
	char *text = malloc(size + 1);

	HOLDS(text != NULL);
	memcpy(text, data, size);
	text[size] = '\0';
	if (docker_format_parse(&f, text, &e))
		write_both(&f);
	else
		HOLDS(strncmp(e.text, "--format: ", 10) == 0);
	docker_format_free(&f);
	free(text);
	return 0;
}
