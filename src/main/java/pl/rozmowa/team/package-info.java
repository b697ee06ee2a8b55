/**
 * People, projects and who belongs where: the first visit, sign-in, sessions, invitations, roles. Every other room learns from here who
 * is asking ({@link pl.rozmowa.team.CurrentMember}) and what the members of a project are called.
 */
@NullMarked
package pl.rozmowa.team;

import org.jspecify.annotations.NullMarked;
