/* box_files.c - where engines leave names of containers, and how much of it is read. Understands none: see engine_json.c and box_words.c. */
#define _GNU_SOURCE
#include "box_files.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "box_words.h"
#include "engine_json.h"

#define FILE_MOST (16u << 20)
#define COMMAND_ROOM 16384

/* All of a file of an engine's, if it is a file and no longer than that. */
static bool read_file(const char *path, struct vec *bytes)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	ssize_t n = 0;

	bytes->count = 0;
	if (fd < 0)
		return false;
	do {
		size_t had = bytes->count;
		vec_reserve(bytes, had + COMMAND_ROOM);
		n = read(fd, (char *)bytes->data + had, COMMAND_ROOM);
		bytes->count = n > 0 ? had + (size_t)n : had;
	} while (n > 0 && bytes->count < FILE_MOST);
	close(fd);
	return n == 0 && bytes->count > 0;
}

void box_files_docker(struct box_names *b, const char *dir)
{
	const struct box_name *n = b->list.data;
	char path[PATH_MAX];
	struct vec bytes;

	vec_init(&bytes, 1);
	for (size_t i = 0; i < b->list.count; i++) {
		if (n[i].name && n[i].image)
			continue;
		snprintf(path, sizeof(path), "%s/containers/%s/config.v2.json", dir, n[i].id);
		if (read_file(path, &bytes))
			engine_config_parse(bytes.data, bytes.count, b);
	}
	vec_free(&bytes);
}

void box_files_storage(struct box_names *b, const char *file)
{
	struct vec bytes;

	vec_init(&bytes, 1);
	if (read_file(file, &bytes))
		engine_storage_parse(bytes.data, bytes.count, b);
	vec_free(&bytes);
}

void box_files_pods(struct box_names *b, const char *dir)
{
	DIR *files = opendir(dir);
	const struct dirent *d;

	while (files && (d = readdir(files)))
		pod_log_take(b, d->d_name);
	if (files)
		closedir(files);
}

/* The file of all containers is where the bundle's own directory is: STORAGE/overlay-containers/ID/userdata. */
static void take_storage(struct box_names *b, const struct conmon_words *words)
{
	const char *id = words->bundle ? strstr(words->bundle, words->id) : NULL;
	char path[PATH_MAX];

	if (id && words->bundle[0] == '/' &&
	    snprintf(path, sizeof(path), "%.*scontainers.json", (int)(id - words->bundle), words->bundle) < (int)sizeof(path))
		box_files_storage(b, path);
}

void box_files_conmon(struct box_names *b, const struct procfs *p, enum box_reach reach)
{
	char text[COMMAND_ROOM], comm[16];
	struct conmon_words words;
	struct box_name *name;
	struct vec pids;
	const pid_t *pid;
	struct procfs own;
	ssize_t n;

	if (!procfs_again(&own, p))
		return;
	vec_init(&pids, sizeof(pid_t));
	procfs_pids(&own, &pids);
	pid = pids.data;
	for (size_t i = 0; i < pids.count; i++) {
		n = procfs_read(&own, pid[i], 0, "comm", comm, sizeof(comm));
		if (n != sizeof("conmon") || memcmp(comm, "conmon\n", sizeof("conmon")) != 0)
			continue;
		n = procfs_read(&own, pid[i], 0, "cmdline", text, sizeof(text));
		if (n <= 0 || !conmon_parse(text, (size_t)n, &words) || !(name = box_names_find(b, words.id, BOX_ID)))
			continue;
		/* One that was renamed since has its new name there. */
		if (reach == ITS_FILES_TOO && !name->image)
			take_storage(b, &words);
		box_name_set(b, &name->name, words.name, strlen(words.name));
	}
	vec_free(&pids);
	procfs_close(&own);
}
