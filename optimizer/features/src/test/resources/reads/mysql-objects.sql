create table owner (id int primary key, name varchar(40) not null, email varchar(40), born date, tax decimal(10,2),
  data json, created datetime(3), doubled int as (id * 2) virtual)

create table pet (id int primary key, owner_id int, name varchar(40), kind varchar(10), weight double, active boolean,
  created datetime, key (owner_id))

create table visit (id bigint primary key, pet_id int, day date, note text, cost decimal(10,2))

create table node (id int primary key, parent_id int, label varchar(10))

create table `odd name` (id int, `select` varchar(10))

create table article (id int primary key, title varchar(100), fulltext key (title)) engine = innodb

create table old_engine (id int) engine = myisam

create table crash_safe (id int) engine = aria

create table fleeting (id int) engine = memory

create table flat_file (id int not null) engine = csv

create table filled (id int(6) zerofill)

create table parts (id int, day int) partition by hash (id) partitions 3

create table history (id int) with system versioning

create sequence counter

create function twice(x int) returns int deterministic return x * 2

create function reads(x int) returns int reads sql data return (select count(*) from pet where owner_id = x)

create function writes(x int) returns int deterministic modifies sql data begin update pet set name = name where id = x; return 1; end

create view pet_names as select p.id, p.name, o.name as owner from pet p join owner o on o.id = p.owner_id

create view nested as select id, upper(name) as name from pet_names where id > 2

create view calling as select id, twice(id) as t from pet

create view nested_calling as select * from calling

create view locking_time as select id, get_lock('x', 0) as l from pet

create view moments as select id, now() as n from pet

create view of_users as select id, user() as u from pet

create view of_union as select id from pet union select id from owner

create view of_with as with x as (select id from pet) select * from x

create view of_memory as select id from fleeting

create view of_system as select table_name from information_schema.tables

create view counting as select id, nextval(counter) as n from pet

insert into owner (id, name, email, born, tax, data, created) select seq, concat('Owner ', seq),
  if(seq % 5 > 0, concat('o', seq, '@x.org'), null), '1980-01-01' + interval seq day, seq / 4,
  json_object('n', seq, 'city', concat('C', seq % 4), 'list', json_array(seq, seq + 1)),
  '2020-01-01' + interval seq day from seq_1_to_40

insert into pet select seq, seq % 40 + 1, concat('pet ', seq % 9), elt(seq % 3 + 1, 'cat', 'dog', 'owl'), seq / 4,
  seq % 4 > 0, '2021-01-01' + interval seq hour from seq_1_to_120

insert into visit select seq, seq % 120 + 1, '2022-01-01' + interval seq % 60 day, concat('note ', seq), seq / 8 from seq_1_to_300

insert into node select seq, nullif(seq div 2, 0), concat('n', seq) from seq_1_to_31

insert into `odd name` values (1, 'x')

insert into article values (1, 'a story of cats'), (2, 'dogs and owls')

insert into parts select seq, seq * 3 from seq_1_to_20

insert into old_engine values (1), (2)

insert into crash_safe values (1), (2)

insert into filled values (1), (2)

insert into history values (1)
