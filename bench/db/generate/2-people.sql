-- One large organization and a small second one, whose rows must never show in the first.
CREATE TABLE bench.organizations AS
  SELECT no, bench.id('organization', no) AS id, slug, learners, greatest(10, learners / 100) AS courses, skills, base
  FROM (VALUES (1, 'large', current_setting('bench.learners')::int, 120, 0::bigint),
    (2, 'small', greatest(50, current_setting('bench.learners')::int / 100), 20, 10000000)) AS o (no, slug, learners, skills, base);
INSERT INTO public.organizations (id, slug, name, time_zone, created_at)
  SELECT id, slug, 'The ' || slug || ' organization', 'Europe/Berlin', now() - interval '500 days' FROM bench.organizations;

-- Activity is lognormal: a few learn every day, many hardly ever.
CREATE TABLE bench.learners AS
  SELECT o.base + k AS n, k, o.no AS org, o.id AS organization_id, bench.id('person', o.base + k) AS user_id,
    current_date - 400 - floor(2000 * bench.unit(o.base + k, 1))::int AS joined_on,
    0.11 * exp(0.75 * bench.normal(o.base + k, 2)) AS diligence, least(1.6, greatest(0.2, 0.85 + 0.3 * bench.normal(o.base + k, 3))) AS ability
  FROM bench.organizations o CROSS JOIN LATERAL generate_series(1, o.learners) AS k;
CREATE TABLE bench.staff AS
  SELECT o.base + 5000000 + k AS n, o.no AS org, o.id AS organization_id, bench.id('person', o.base + 5000000 + k) AS user_id, k,
    CASE WHEN k <= o.courses / 2 + 1 THEN 'trainer' ELSE 'org_admin' END AS role
  FROM bench.organizations o CROSS JOIN LATERAL generate_series(1, o.courses / 2 + 11) AS k;

INSERT INTO public.users (organization_id, id, external_id, email, name, unit, joined_on, active, comparison)
  SELECT p.organization_id, p.user_id, 'hr-' || p.n, 'person' || p.n || '@example.org',
    bench.pick('{Ada,Amara,Anna,Aylin,Ben,Björn,Carla,Chidi,Daichi,Dana,Diego,Elif,Emma,Farid,Finn,Greta,Hana,Hugo,Ida,Ines,Ivan,Jana,Jonas,Jun,Kai,
      Kofi,Lara,Lea,Leon,
      Lina,Lucia,Luka,Maja,Malik,Marta,Mateo,Maya,Mina,Nadia,Nia,Noah,Nora,Olga,Omar,Otto,Paula,Pavel,Priya,Rafael,Rosa,Sami,Sara,Sofia,Tariq,Tess,
      Tom,Uma,Vera,Yara,Zoe}',
      p.n, 11) || ' ' ||
    bench.pick('{Abdi,Adler,Almeida,Andersson,Balogun,Bauer,Becker,Bianchi,Castro,Chen,Costa,Cruz,Demir,Diallo,Dubois,Eriksen,Fischer,Fontaine,Garcia,
      Gupta,Haddad,Hansen,
      Hoffmann,Horvat,Ibrahim,Ito,Jansen,Kaya,Keller,Khan,Kim,Kowalska,Kumar,Larsen,Lehmann,Lindqvist,Lopez,Maier,Mensah,Mori,Moreau,Navarro,Nguyen,
      Novak,Okafor,Olsen,
      Park,Petrov,Ricci,Rossi,Santos,Sato,Schmidt,Silva,Singh,Tanaka,Tran,Vargas,Weber,Yilmaz}', p.n, 12),
    bench.pick('{Analytics,Assembly,Branch North,Branch South,Care,Design,Facilities,Field Service,Finance,Front Desk,Kitchen,Legal,Logistics,
      Marketing,Operations,
      People and Culture,Platform,Purchasing,Quality,Research,Safety,Sales,Security,Support,Warehouse}', p.n, 13),
    p.joined_on, bench.unit(p.n, 14) < 0.97, 'in'
  FROM (SELECT n, organization_id, user_id, joined_on FROM bench.learners UNION ALL SELECT n, organization_id, user_id, current_date - 900
    FROM bench.staff) p;
UPDATE public.users u SET active = true FROM bench.staff s WHERE u.organization_id = s.organization_id AND u.id = s.user_id;
INSERT INTO public.user_roles (organization_id, user_id, role)
  SELECT organization_id, user_id, 'learner' FROM bench.learners UNION ALL SELECT organization_id, user_id, role FROM bench.staff;
