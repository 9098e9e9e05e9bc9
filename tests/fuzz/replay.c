/* replay.c - shows a fuzz target every file of a directory: what once was found is looked for forever. */
#include <dirent.h>
#include <string.h>

#include "base/exact.h"
#include "fuzz.h"

#define INPUT_ROOM (1 << 20)

static int replay(const char *dir, const char *file)
{
	static char text[INPUT_ROOM];
	char path[4096], *copy;
	size_t n;
	FILE *in;

	snprintf(path, sizeof(path), "%s/%s", dir, file);
	in = fopen(path, "r");
	if (!in) {
		perror(path);
		exit(1);
	}
	n = fread(text, 1, sizeof(text), in);
	fclose(in);
	copy = exact_copy(text, n);
	LLVMFuzzerTestOneInput((const uint8_t *)copy, n);
	exact_free(copy);
	return 1;
}

int main(int argc, char **argv)
{
	const char *dir = argc == 2 ? argv[1] : "", *slash = strrchr(dir, '/');
	DIR *files = opendir(dir);
	const struct dirent *d;
	int count = 0;

	while (files && (d = readdir(files)))
		count += d->d_name[0] != '.' ? replay(dir, d->d_name) : 0;
	if (files)
		closedir(files);
	if (!count)
		fprintf(stderr, "%s holds no input to replay\n", dir);
	else
		printf("%s: %d inputs replayed\n", slash ? slash + 1 : dir, count);
	return count ? 0 : 1;
}
