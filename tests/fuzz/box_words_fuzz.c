/* box_words_fuzz.c - any bytes as the arguments of conmon, and as the name of a log. */
#include <string.h>

#include "box_words.h"
#include "fuzz.h"

#define ID "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char file[512];
	struct conmon_words w;
	struct box_names b;

	if (conmon_parse((const char *)data, size, &w))
		HOLDS(box_id_is(w.id, strlen(w.id)) && w.name[0]);
	if (size >= sizeof(file))
		return 0;
	memcpy(file, data, size);
	file[size] = '\0';
	box_names_init(&b);
	box_names_ask(&b, ID);
	pod_log_take(&b, file);
	box_names_free(&b);
	return 0;
}
