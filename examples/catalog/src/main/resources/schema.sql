create table if not exists installed_library (
    owner   varchar(255) not null,
    profile varchar(63)  not null,
    library varchar(255) not null,
    primary key (owner, profile, library)
);
