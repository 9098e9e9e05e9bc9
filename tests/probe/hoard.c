/* hoard.c - holds memory of every kind, of known sizes, and waits until its input ends. It is built without sanitizers, so that
 * its malloc is that of the C library. Says "ready" when all is there; at each line of its input 8 MB more of a pool. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#define MB (1 << 20)
#define THREADS 4

static pthread_barrier_t all;

static char *map(size_t bytes, size_t touched, int how, int fd)
{
	char *p = mmap(NULL, bytes, PROT_READ | PROT_WRITE, how, fd, 0);

	if (p == MAP_FAILED)
		exit(3);
	madvise(p, bytes, MADV_NOHUGEPAGE);
	return memset(p, 1, touched);
}

/* 3 MB of its arena, half a MB of its stack. */
static void *hoard(void *name)
{
	char stack[MB / 2];

	pthread_setname_np(pthread_self(), name);
	memset(stack, 1, sizeof(stack));
	for (int i = 0; i < 50; i++)
		memset(malloc(60000), 1, 60000);
	pthread_barrier_wait(&all);
	pause();
	return *(volatile char *)stack ? name : NULL;
}

static int open_file(const char *dir, const char *name, size_t bytes)
{
	char path[512];
	int fd;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0 || ftruncate(fd, (off_t)bytes) != 0)
		exit(4);
	return fd;
}

int main(int argc, char **argv)
{
	static char names[THREADS][16];
	pthread_t thread;
	char line[64], gone[512];
	int fd;

	if (argc != 2)
		return 2;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	pthread_barrier_init(&all, NULL, THREADS + 1);
	for (int i = 0; i < THREADS; i++) {
		snprintf(names[i], sizeof(names[i]), "hoarder-%d", i);
		pthread_create(&thread, NULL, hoard, names[i]);
	}
	pthread_barrier_wait(&all);
	for (int i = 0; i < 100; i++)
		memset(malloc(64000), 1, 64000);
	map(32 * MB, 24 * MB, MAP_PRIVATE | MAP_ANONYMOUS, -1);
	map(16 * MB, 12 * MB, MAP_SHARED | MAP_ANONYMOUS, -1);
	mlock(map(3 * MB, 3 * MB, MAP_PRIVATE | MAP_ANONYMOUS, -1), 3 * MB);
	fd = memfd_create("hoard \033[31m", MFD_CLOEXEC);
	if (ftruncate(fd, 9 * MB) != 0)
		return 3;
	map(9 * MB, 7 * MB, MAP_SHARED, fd);
	map(6 * MB, 5 * MB, MAP_SHARED, open_file(argv[1], "real\nname \033[31m (deleted)", 6 * MB));
	fd = open_file(argv[1], "gone", 4 * MB);
	snprintf(gone, sizeof(gone), "%s/gone", argv[1]);
	unlink(gone);
	map(4 * MB, 2 * MB, MAP_SHARED, fd);
	puts("ready");
	fflush(stdout);
	while (fgets(line, sizeof(line), stdin)) {
		map(8 * MB, 8 * MB, MAP_SHARED | MAP_ANONYMOUS, -1);
		puts("more");
		fflush(stdout);
	}
	return 0;
}
