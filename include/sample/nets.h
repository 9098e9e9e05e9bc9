/* nets.h - what goes over the network to and from containers. Several containers of a pod share one network namespace, and each shows
 * all of its traffic. */
#ifndef NETS_H
#define NETS_H

#include "sample.h"

/* Reads, into a sample whose tasks are there, the traffic of each container that processes are in: that of the network namespace of its
 * first process. The text is scratch, a vec of char. One that has the network of who started it, or of the machine, has no traffic of its own. */
void nets_read(const struct procfs *p, struct vec *text, struct sample *s);

/* That of the container that a group is in, or is. NULL: it was not read. */
const struct net_figures *nets_find(const struct sample *s, const struct cgroup *g);

#endif
