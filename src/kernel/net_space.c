/* net_space.c - asks /proc/PID/net/dev. Parses nothing: see netdev.c. */
#include "net_space.h"

#include <sys/stat.h>

uint64_t net_space_of(const struct procfs *p, pid_t pid)
{
	struct stat st;

	return pid > 0 && procfs_stat(p, pid, "net/dev", &st) ? st.st_ino : 0;
}

bool net_space_read(const struct procfs *p, pid_t pid, struct vec *text, struct netdev *out)
{
	return procfs_read_all(p, pid, "net/dev", NETDEV_MOST, text) && netdev_parse(text->data, text->count, out);
}
